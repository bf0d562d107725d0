import { createConnection, createServer, type AddressInfo, type Socket } from "node:net";

/** How the network between a client and its server behaves. */
export type ProxyMode =
  | { readonly kind: "pass" }
  /** Every chunk arrives so much later, in its order. */
  | { readonly kind: "latency"; readonly ms: number }
  /** Nobody listens any more; connections that are open live on. */
  | { readonly kind: "refuse" }
  /** Every connection is reset, and every new one as soon as it is there. */
  | { readonly kind: "cut" }
  /** Nothing arrives and nothing is closed. What was sent arrives afterwards, as a network sends again. */
  | { readonly kind: "blackhole" }
  /** The server hears everything and its answers are lost. A connection that has lost one is reset afterwards. */
  | { readonly kind: "dropReplies" };

export type TcpProxy = AsyncDisposable & {
  readonly port: number;
  /** Connections that are open now. */
  readonly size: number;
  readonly mode: ProxyMode;
  set(mode: ProxyMode): Promise<void>;
  /** Resets every open connection, whatever the mode. */
  reset(): void;
};

/** So much of one direction waits here at most, bytes; then the sender has to wait. */
const MOST_BUFFERED = 1024 * 1024;

type Link = {
  readonly client: Socket;
  readonly server: Socket;
  hasLostReplies: boolean;
  readonly refresh: () => void;
};

/** Stands between clients and the server at `target`, and does to their connections what a network can do. */
export async function startTcpProxy(target: { readonly port: number }): Promise<TcpProxy> {
  const links = new Set<Link>();
  let mode: ProxyMode = { kind: "pass" };

  const listener = createServer({ allowHalfOpen: true }, (client) => {
    if (mode.kind === "cut") {
      client.resetAndDestroy();
      return;
    }
    link(client);
  });

  function link(client: Socket): void {
    const server = createConnection({ port: target.port, host: "127.0.0.1", allowHalfOpen: true });
    for (const socket of [client, server]) socket.setNoDelay(true);
    const own: Link = {
      client,
      server,
      hasLostReplies: false,
      refresh: () => {
        there();
        back();
      },
    };
    const there = pump(client, server, () => false);
    const back = pump(server, client, () => {
      if (mode.kind !== "dropReplies") return false;
      own.hasLostReplies = true;
      return true;
    });
    links.add(own);
    for (const socket of [client, server]) {
      // An error is followed by the end of its socket, and that by the end of the other.
      socket.on("error", () => undefined);
      socket.on("close", () => {
        links.delete(own);
        const other = socket === client ? server : client;
        if (!other.destroyed) other.resetAndDestroy();
      });
    }
    own.refresh();
  }

  /** Carries one direction; answers what to call when the mode has changed. */
  function pump(from: Socket, to: Socket, isLost: () => boolean): () => void {
    let waiting = 0;
    let arrivesAt = 0;
    const refresh = () => {
      if (mode.kind === "blackhole" || waiting > MOST_BUFFERED || to.writableNeedDrain)
        from.pause();
      else from.resume();
    };
    /** What left earlier arrives earlier, also when the latency has just become shorter. */
    const later = (deliver: () => void) => {
      const latency = mode.kind === "latency" ? mode.ms : 0;
      arrivesAt = Math.max(arrivesAt, performance.now() + latency);
      const ms = arrivesAt - performance.now();
      if (ms <= 0 && waiting === 0) deliver();
      else setTimeout(deliver, ms);
    };
    from.on("data", (chunk: Buffer) => {
      if (isLost()) return;
      later(() => {
        waiting = Math.max(0, waiting - chunk.byteLength);
        if (!to.destroyed) to.write(chunk);
        refresh();
      });
      if (arrivesAt > performance.now()) waiting += chunk.byteLength;
      refresh();
    });
    from.on("end", () => later(() => to.end()));
    to.on("drain", refresh);
    return refresh;
  }

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      listener.once("error", reject);
      listener.listen(port, "127.0.0.1", () => {
        listener.off("error", reject);
        resolve();
      });
    });

  function reset(which: (link: Link) => boolean = () => true): void {
    for (const each of [...links].filter(which)) {
      each.client.resetAndDestroy();
      each.server.resetAndDestroy();
    }
  }

  await listen(0);
  const { port } = listener.address() as AddressInfo;
  return {
    port,
    get size() {
      return links.size;
    },
    get mode() {
      return mode;
    },
    async set(next) {
      mode = next;
      if (mode.kind === "cut") reset();
      if (mode.kind !== "dropReplies") reset((each) => each.hasLostReplies);
      if (mode.kind === "refuse") listener.close();
      else if (!listener.listening) await listen(port);
      for (const each of links) each.refresh();
    },
    reset,
    async [Symbol.asyncDispose]() {
      reset();
      if (listener.listening) await new Promise((resolve) => listener.close(resolve));
    },
  };
}
