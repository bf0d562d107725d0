import { readdir } from "node:fs/promises";
import type { Redis } from "ioredis";
import { sql } from "kysely";
import type { Stage } from "./actors.ts";
import type { Product } from "./product.ts";

/**
 * Every place where a running product keeps something that contains `text`: rows as `table: {…}`, keys of Redis as
 * `redis 1: key`, files as `file: path`.
 */
export async function searchStores(
  product: Product,
  stage: Stage,
  text: string,
): Promise<readonly string[]> {
  return [
    ...(await searchTables(stage, text)),
    ...(await searchRedis(stage.redis, text)),
    ...(await searchFiles(product.dataDir, text)),
  ];
}

async function searchTables({ db }: Stage, text: string): Promise<string[]> {
  const tables = await db.introspection.getTables();
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
    for (const row of rows) {
      const content = JSON.stringify(row);
      if (content.includes(text)) found.push(`${name}: ${content}`);
    }
  }
  return found;
}

async function searchRedis(redis: Redis, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const database of [0, 1, 2]) {
    const there = redis.duplicate({ db: database });
    for (const key of await there.keys("*")) {
      const content = JSON.stringify([key, await valueOf(there, key)]);
      if (content.includes(text)) found.push(`redis ${database}: ${content}`);
    }
    await there.quit();
  }
  return found;
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case "string":
      return redis.get(key);
    case "hash":
      return redis.hgetall(key);
    case "zset":
      return redis.zrange(key, 0, "-1");
    case "set":
      return redis.smembers(key);
    case "list":
      return redis.lrange(key, 0, -1);
    case "stream":
      return redis.xrange(key, "-", "+");
    default:
      return null;
  }
}

async function searchFiles(folder: string, text: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.includes(text)).map((name) => `file: ${name}`);
}
