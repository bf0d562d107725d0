/** The consumer group that all workers of a queue share. */
export const GROUP = "workers";

/**
 * The start of every key of one queue. The braces are a Redis Cluster hash tag: all keys of a queue
 * live in one slot, so that a script may touch them together.
 */
export function keyPrefix(prefix: string, queue: string): string {
  return `${prefix}:{${queue}}:`;
}

export function eventsKey(prefix: string, queue: string): string {
  return `${keyPrefix(prefix, queue)}events`;
}

export function readyKey(prefix: string, queue: string): string {
  return `${keyPrefix(prefix, queue)}ready`;
}

/** Where workers are told to stop a job. */
export function controlChannel(prefix: string, queue: string): string {
  return `${keyPrefix(prefix, queue)}control`;
}
