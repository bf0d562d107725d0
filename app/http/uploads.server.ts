import { once } from "node:events";
import { finished } from "node:stream/promises";
import { Busboy, type BusboyFileStream } from "@fastify/busboy";
import { DomainError, InvalidInput } from "#core/errors.ts";
import { type Hand, hands, type PhotoLimits, PhotoRejected } from "#core/photos/photo.ts";
import { receivePhoto, tooLarge } from "#core/photos/receive-photo.ts";
import type { ArrivedPhoto, PhotoStore } from "#core/ports.ts";
import { CSRF_FIELD } from "./csrf.server.ts";

export type AnalysisForm = {
  /** Whole and checked, at most one of each hand, waiting in the store's incoming folder. */
  readonly photos: readonly ArrivedPhoto[];
  /** Deletes the photos again. */
  readonly discard: () => Promise<void>;
};

export type AnalysisFormOptions = {
  readonly limits: PhotoLimits;
  /** Names of the text fields that are read; others are passed over. */
  readonly textFields: readonly string[];
  /** Receives each text field as it comes, so that what was typed survives a photo that is refused. */
  readonly onField: (name: string, value: string) => void;
  /** Checks the form's token, which must be its first field, and throws when it is not right. */
  readonly checkToken?: ((token: string | undefined) => void) | undefined;
  readonly signal: AbortSignal;
};

class UploadAborted extends DomainError {
  constructor(options: ErrorOptions) {
    super("invalid", "upload.aborted", "The upload ended before everything had arrived.", options);
  }
}

/** Everything of a form that is not a photo: boundaries, names, a label. */
const MAX_OTHER_BYTES = 64 * 1024;

const bodyLimits = { fieldNameSize: 100, fieldSize: 1_000, fields: 20, files: 8, parts: 28 };

/**
 * Reads a multipart request part by part: photos go to disk while they are checked, and nothing is held in
 * memory. Ends at the first thing that is wrong, without reading the rest, and leaves no file behind then.
 *
 * Several file inputs may share a hand's name (`left_image`, `right_image`), one for the camera and one for the
 * gallery; those that were left empty do not count.
 *
 * @throws PhotoRejected, InvalidInput, UploadAborted
 */
export async function readAnalysisForm(
  request: Request,
  deps: { readonly photoStore: PhotoStore },
  options: AnalysisFormOptions,
): Promise<AnalysisForm> {
  const { limits, textFields, onField, signal } = options;
  const maxBodyBytes = limits.maxBytes * hands.length + MAX_OTHER_BYTES;
  // With one look, before the phone has spent minutes on sending it.
  if (Number(request.headers.get("Content-Length")) > maxBodyBytes) throw tooLarge(limits);

  const photos: ArrivedPhoto[] = [];
  const taken = new Set<Hand>();
  const arriving: BusboyFileStream[] = [];
  const receiving: Promise<void>[] = [];
  const discard = async (): Promise<void> => {
    await Promise.all(photos.map(({ incomingKey }) => deps.photoStore.delete(incomingKey)));
  };
  const failed = new AbortController();
  const fail = (error: unknown) => failed.abort(error);

  let isTokenPending = options.checkToken !== undefined;
  /** False when the form may not go on; the reason is given to `fail`. */
  const passesToken = (token: string | undefined): boolean => {
    if (!isTokenPending) return true;
    isTokenPending = false;
    try {
      options.checkToken?.(token);
      return true;
    } catch (error) {
      fail(error);
      return false;
    }
  };

  const parser = openParser(request);
  parser.on("field", (name: string, value: string, _isNameCut: boolean, isCut: boolean) => {
    if (!passesToken(name === CSRF_FIELD ? value : undefined)) return;
    const hand = handOfField(name);
    if (hand && value !== "") {
      fail(new PhotoRejected("unsupported_type", { hand, params: { type: "" } }));
    }
    if (!textFields.includes(name)) return;
    if (isCut) fail(tooLong(name));
    else onField(name, value);
  });
  parser.on("file", (name: string, file: BusboyFileStream, filename: string) => {
    const hand = handOfField(name);
    // A stream without a listener throws its errors at the process; the parser reports them as well.
    file.on("error", () => undefined);
    if (!passesToken(undefined) || !hand || failed.signal.aborted) {
      file.resume();
      return;
    }
    arriving.push(file);
    receiving.push(
      receive(deps, hand, file, { filename, limits, photos, taken }).catch((error: unknown) => {
        fail(error);
        file.resume();
      }),
    );
  });
  for (const limit of ["partsLimit", "filesLimit", "fieldsLimit"] as const) {
    parser.on(limit, () => fail(new InvalidInput({ photos: [{ code: "input.not_multipart" }] })));
  }

  const left = () => fail(new UploadAborted({ cause: signal.reason }));
  signal.addEventListener("abort", left, { once: true });
  try {
    if (signal.aborted) left();
    await feed(parser, request, { maxBodyBytes, limits, signal: failed.signal });
    await Promise.all(receiving);
    passesToken(undefined);
    failed.signal.throwIfAborted();
    return { photos, discard };
  } catch (error) {
    // What failed first is the reason; what the streams say of it afterwards is only noise.
    const reason: unknown = failed.signal.aborted ? failed.signal.reason : error;
    fail(reason);
    // A part that has begun would wait for its end for ever.
    for (const file of arriving) file.destroy();
    await Promise.all(receiving);
    await discard();
    throw DomainError.is(reason) || !isStreamError(reason)
      ? reason
      : new UploadAborted({ cause: reason });
  } finally {
    signal.removeEventListener("abort", left);
  }
}

async function receive(
  deps: { readonly photoStore: PhotoStore },
  hand: Hand,
  file: BusboyFileStream,
  options: {
    readonly filename: string;
    readonly limits: PhotoLimits;
    readonly photos: ArrivedPhoto[];
    /** Hands whose photo has begun to arrive. */
    readonly taken: Set<Hand>;
  },
): Promise<void> {
  const chunks = file[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>;
  const first = await chunks.next();
  // An input in which nothing was chosen sends a part without a name and without bytes.
  if (first.done && !options.filename) return;
  if (options.taken.has(hand)) throw new PhotoRejected("two_for_one_hand", { hand });
  options.taken.add(hand);
  const photo = await receivePhoto(deps, {
    hand,
    chunks: resume(first, chunks),
    limits: options.limits,
  });
  options.photos.push(photo);
}

async function* resume(
  first: IteratorResult<Uint8Array, undefined>,
  rest: AsyncIterator<Uint8Array, undefined>,
): AsyncGenerator<Uint8Array, undefined> {
  for (let next = first; !next.done; next = await rest.next()) yield next.value;
}

function openParser(request: Request): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: { "content-type": request.headers.get("Content-Type") ?? "" },
      limits: bodyLimits,
    });
  } catch {
    throw new InvalidInput({ photos: [{ code: "input.not_multipart" }] });
  }
}

/**
 * Gives the body to the parser, no faster than it writes. When it stops early the rest stays unread: cancelling the
 * body would cut the connection before the answer is out (`connection.server.ts` sees to the rest).
 */
async function feed(
  parser: InstanceType<typeof Busboy>,
  { body }: Request,
  {
    maxBodyBytes,
    limits,
    signal,
  }: { readonly maxBodyBytes: number; readonly limits: PhotoLimits; readonly signal: AbortSignal },
): Promise<void> {
  if (!body) throw new InvalidInput({ photos: [{ code: "input.not_multipart" }] });
  const parsed = finished(parser, { signal });
  // Awaited below; until then its failure must not count as nobody's.
  parsed.catch(() => undefined);
  const reader = body.getReader();
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) break;
      bytes += value.byteLength;
      if (bytes > maxBodyBytes) throw tooLarge(limits);
      if (!parser.write(value)) await Promise.race([once(parser, "drain", { signal }), parsed]);
    }
    parser.end();
    await parsed;
  } finally {
    reader.releaseLock();
  }
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  promise.catch(() => undefined);
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function handOfField(name: string): Hand | undefined {
  return hands.find((hand) => name === `${hand}_image`);
}

function tooLong(field: string): InvalidInput {
  return new InvalidInput({ [field]: [{ code: "input.too_long", params: { max: 80 } }] });
}

/** The parser and the socket throw plain errors; anything of the file system has a `syscall`. */
function isStreamError(error: unknown): boolean {
  return error instanceof Error && !("syscall" in error);
}
