import { request, type IncomingMessage } from "node:http";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { openStage } from "#tests/support/actors.ts";
import { askInsides, tellInsides } from "#tests/support/ask-insides.ts";
import { finishReading } from "#tests/support/finish-reading.ts";
import { given } from "#tests/support/given.ts";
import { startProduct } from "#tests/support/product.ts";
import { until } from "#tests/support/until.ts";

const MEGABYTE = 1024 * 1024;
const READINGS = 30;

test("an export waits for its client, ends with it, and never looks whole when it is not", async () => {
  await using product = await startProduct({ worker: false, webFlags: tellInsides });
  await using stage = await openStage(product);
  const { user, headers } = await stage.user("userOwner");
  if (!user) throw new Error("there is no user");
  const photo = new Uint8Array(2 * MEGABYTE).fill(7);
  const keys: string[] = [];
  for (let i = 0; i < READINGS; i += 1) {
    const analysis = await given.analysis(stage.db, { owner: { kind: "user", id: user.id } });
    keys.push(...(await finishReading(stage, analysis, given.reading(), photo)).photoKeys);
  }
  const url = `${product.url}/account/export`;
  const before = await askInsides(product);

  // A client that takes nothing: what it would take must not pile up.
  const slow = await open(url, headers);
  for (let i = 0; i < 20; i += 1) {
    const { buffered } = await askInsides(product);
    expect(buffered - before.buffered).toBeLessThan(10 * MEGABYTE);
  }
  const files = unzipSync(await readAll(slow));
  expect(Object.keys(files).filter((name) => name.startsWith("photos/"))).toHaveLength(READINGS);

  const leaving = await open(url, headers);
  expect(await askInsides(product)).toMatchObject({ streams: 1 });
  leaving.destroy();
  await until(async () => (await askInsides(product)).streams === 0, { what: "it has ended" });

  // Something that is there and cannot be read.
  const broken = join(product.dataDir, "photos", keys.at(-1) ?? "");
  await rm(broken);
  await mkdir(broken);
  await expect(open(url, headers).then(readAll)).rejects.toThrow("aborted");
  expect(await askInsides(product)).toMatchObject({ streams: 0 });
  const errors = product.lines.filter((line) => line.includes('"level":"error"'));
  expect(errors).toEqual([expect.stringMatching(/"requestId".*"download failed"/)]);
}, 120_000);

function open(url: string, headers: Readonly<Record<string, string>>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers }, (response) => {
      response.on("error", () => undefined);
      if (response.statusCode === 200) resolve(response);
      else reject(new Error(`status ${response.statusCode ?? "?"}`));
    });
    sent.once("error", reject);
    sent.end();
  });
}

async function readAll(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
