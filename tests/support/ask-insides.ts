import type { Product } from "./product.ts";
import { until } from "./until.ts";

export type Insides = {
  readonly streams: number;
  readonly followers: number;
  readonly timers: number;
  readonly buffered: number;
};

/** What a web that is to tell its insides has to be started with. */
export const tellInsides: readonly string[] = [
  "--expose-gc",
  "--import",
  new URL("./tell-insides.ts", import.meta.url).href,
];

/** What is open in the web right after a garbage collection. */
export async function askInsides(product: Product): Promise<Insides> {
  const asked = product.lines.length;
  product.web().kill("SIGUSR2");
  let told: Insides | undefined;
  await until(
    () => {
      const line = product.lines.slice(asked).find((text) => text.includes('"insides"'));
      told = line === undefined ? undefined : (JSON.parse(line) as { insides: Insides }).insides;
      return told !== undefined;
    },
    { what: "the web tells" },
  );
  return told as unknown as Insides;
}
