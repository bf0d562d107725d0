export type Batcher<Item, Answer> = {
  /** Resolves with this item's answer, or rejects with whatever its batch rejected with. */
  add(item: Item): Promise<Answer>;
};

type Asked<Item, Answer> = {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Collects what is asked within one turn of the event loop and asks it as one: a lone item leaves at once, and fifty
 * that become ready together travel together. `send` answers in the items' order.
 */
export function createBatcher<Item, Answer>({
  maxSize,
  send,
}: {
  readonly maxSize: number;
  readonly send: (items: readonly Item[]) => Promise<readonly Answer[]>;
}): Batcher<Item, Answer> {
  let asked: Asked<Item, Answer>[] = [];

  function flush(): void {
    const all = asked;
    asked = [];
    for (let from = 0; from < all.length; from += maxSize) {
      void sendBatch(all.length <= maxSize ? all : all.slice(from, from + maxSize));
    }
  }

  async function sendBatch(batch: readonly Asked<Item, Answer>[]): Promise<void> {
    try {
      const answers = await send(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  return {
    add(item) {
      return new Promise<Answer>((resolve, reject) => {
        // After every promise that is settled by now has been continued: they may have something to add.
        if (asked.push({ item, resolve, reject }) === 1) process.nextTick(flush);
      });
    },
  };
}
