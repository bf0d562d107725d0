import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A helper process of the storm that answers messages. */
export type Asked = {
  readonly child: ChildProcess;
  /** Resolves with the first message that `isAnswer` takes. */
  hear<Message>(isAnswer: (message: { kind: string }) => boolean): Promise<Message>;
  send(message: object): void;
  stop(): void;
};

/** Starts a module of this folder as a process. What it throws ends it, and everything that waits for it. */
export function startAsked(module: string, data: object = {}): Asked {
  const child = fork(fileURLToPath(new URL(module, import.meta.url)), [JSON.stringify(data)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    execArgv: [],
  });
  child.setMaxListeners(0);
  return {
    child,
    hear<Message>(isAnswer: (message: { kind: string }) => boolean) {
      return new Promise<Message>((resolve, reject) => {
        const onMessage = (message: { kind: string }) => {
          if (!isAnswer(message)) return;
          child.off("message", onMessage);
          child.off("exit", onExit);
          resolve(message as Message);
        };
        const onExit = () => reject(new Error(`${module} ended`));
        child.on("message", onMessage);
        child.once("exit", onExit);
      });
    },
    send: (message) => {
      if (child.connected) child.send(message);
    },
    stop: () => {
      child.kill("SIGKILL");
    },
  };
}
