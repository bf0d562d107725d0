/** Where the library says what happened: data first, then a constant message. */
export interface QueueLog {
  debug(data: object, message: string): void;
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}
