type Sends = { readonly prototype: { sendCommand: (...args: never[]) => unknown } };

/** Counts what all clients of a class send to Redis: a script is one call, whatever it does inside. */
export function countCalls(client: Sends): () => number {
  const { prototype } = client;
  const send = prototype.sendCommand;
  let calls = 0;
  prototype.sendCommand = function (this: unknown, ...args) {
    calls += 1;
    return Reflect.apply(send, this, args);
  };
  return () => calls;
}
