import { expect, test } from "vitest";
import { databases } from "#tests/support/databases.ts";
import { given } from "#tests/support/given.ts";
import { createPaidCalls } from "./paid-calls.repo.ts";

const answer = (response: string) => ({ response, model: "a model", usage: null });

test.each(databases)(
  "what was paid for once is read again by the next run, on $name",
  async ({ open }) => {
    await using database = await open();
    const { id } = await given.analysis(database.db);
    let paid = 0;
    const pay = async () => answer(`answer ${(paid += 1)}`);

    expect(await createPaidCalls(database.db, id).once("read:1", pay)).toEqual(answer("answer 1"));
    expect(await createPaidCalls(database.db, id).once("read:1", pay)).toEqual(answer("answer 1"));
    expect(paid).toBe(1);
  },
);

test.each(databases)(
  "of two runs that pay at once, both use the answer that was stored first, on $name",
  async ({ open }) => {
    await using database = await open();
    const { id } = await given.analysis(database.db);
    const other = createPaidCalls(database.db, id);
    const late = await createPaidCalls(database.db, id).once("read:1", async () => {
      await other.once("read:1", async () => answer("the first"));
      return answer("the second");
    });
    expect(late).toEqual(answer("the first"));
  },
);
