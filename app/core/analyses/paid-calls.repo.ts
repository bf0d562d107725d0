import { type Db, nowMs } from "../database.ts";
import type { PaidAnswer, PaidCalls } from "../ports.ts";

export type PaidTokens = {
  readonly model: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
};

/** What each model was paid for since then, as far as its analyses and answers still exist. */
export async function listPaidTokens(db: Db, since: Date): Promise<readonly PaidTokens[]> {
  const rows = await db
    .selectFrom("provider_calls")
    .select(["model"])
    .select(({ fn }) => [
      fn.sum<number | string | null>("prompt_tokens").as("prompt"),
      fn.sum<number | string | null>("completion_tokens").as("completion"),
    ])
    .where("created_at", ">=", since.getTime())
    .groupBy("model")
    .execute();
  const answers = await db
    .selectFrom("replies")
    .select(["model"])
    .select(({ fn }) => [
      fn.sum<number | string | null>("prompt_tokens").as("prompt"),
      fn.sum<number | string | null>("completion_tokens").as("completion"),
    ])
    .where("model", "is not", null)
    .where("completed_at", ">=", since.getTime())
    .groupBy("model")
    .execute();
  return [...rows, ...answers].map(({ model, prompt, completion }) => ({
    model: model ?? "",
    promptTokens: Number(prompt ?? 0),
    completionTokens: Number(completion ?? 0),
  }));
}

/** Every answer that was paid for these analyses; tokens are null where the provider did not count them. */
export async function listPaidCallsOf(
  db: Db,
  analysisIds: readonly string[],
): Promise<
  readonly {
    readonly analysisId: string;
    readonly model: string;
    readonly promptTokens: number | null;
    readonly completionTokens: number | null;
  }[]
> {
  if (analysisIds.length === 0) return [];
  const rows = await db
    .selectFrom("provider_calls")
    .select(["analysis_id", "model", "prompt_tokens", "completion_tokens"])
    .where("analysis_id", "in", analysisIds)
    .execute();
  return rows.map((row) => ({
    analysisId: row.analysis_id,
    model: row.model,
    promptTokens: row.prompt_tokens,
    completionTokens: row.completion_tokens,
  }));
}

/** Before the step of an answer that was set aside, with the number of the try that it was of no use to. */
const ASIDE = /^try:(\d+) /;

/** How often the answers of an analysis have been set aside. */
export async function countTriesSetAside(db: Db, analysisId: string): Promise<number> {
  const tries = (await listSteps(db, analysisId)).map((step) => Number(ASIDE.exec(step)?.[1] ?? 0));
  return Math.max(0, ...tries);
}

/** Sets aside the answers of an analysis, so that its next run asks anew. What they cost stays counted. */
export async function setPaidCallsAside(db: Db, analysisId: string): Promise<void> {
  const number = (await countTriesSetAside(db, analysisId)) + 1;
  for (const step of await listSteps(db, analysisId)) {
    if (ASIDE.test(step)) continue;
    await db
      .updateTable("provider_calls")
      .set({ step: `try:${number} ${step}` })
      .where("analysis_id", "=", analysisId)
      .where("step", "=", step)
      .execute();
  }
}

async function listSteps(db: Db, analysisId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("provider_calls")
    .select("step")
    .where("analysis_id", "=", analysisId)
    .execute();
  return rows.map(({ step }) => step);
}

/**
 * What was paid for one analysis, in `provider_calls`. If two runs ask at once, the first answer to be
 * stored is the answer of both.
 */
export function createPaidCalls(db: Db, analysisId: string): PaidCalls {
  async function find(step: string): Promise<PaidAnswer | undefined> {
    const row = await db
      .selectFrom("provider_calls")
      .selectAll()
      .where("analysis_id", "=", analysisId)
      .where("step", "=", step)
      .executeTakeFirst();
    return (
      row && {
        response: row.response,
        model: row.model,
        usage:
          row.prompt_tokens === null || row.completion_tokens === null
            ? null
            : { promptTokens: row.prompt_tokens, completionTokens: row.completion_tokens },
      }
    );
  }

  return {
    async once(step, pay) {
      const remembered = await find(step);
      if (remembered) return remembered;

      const answer = await pay();
      await db
        .insertInto("provider_calls")
        .values({
          analysis_id: analysisId,
          step,
          model: answer.model,
          response: answer.response,
          prompt_tokens: answer.usage?.promptTokens ?? null,
          completion_tokens: answer.usage?.completionTokens ?? null,
          created_at: nowMs,
        })
        .onConflict((conflict) => conflict.columns(["analysis_id", "step"]).doNothing())
        .execute();
      return (await find(step)) ?? answer;
    },
  };
}
