/** A file that a row names is not in the store: somebody deleted it, or the disk is not the right one. */
export class PhotoMissing extends Error {
  constructor(key: string, options: ErrorOptions = {}) {
    super(`there is no photo ${key}`, options);
    this.name = "PhotoMissing";
  }
}
