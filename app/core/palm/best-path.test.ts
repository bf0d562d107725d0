import { expect, test } from "vitest";
import { findBestPath } from "./best-path.ts";

test("the best path is the best of all that there are", () => {
  const [steps, offsets, reach] = [5, 5, 1];
  const shifts = 2 * reach + 1;
  let state = 11;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  for (let round = 0; round < 20; round += 1) {
    const gains = Float32Array.from({ length: steps * offsets * shifts }, () => random() - 0.4);
    const gainOf = (path: readonly number[]) =>
      path.reduce((sum, offset, step) => {
        const shift = step === 0 ? 0 : offset - (path[step - 1] ?? 0);
        return sum + (gains[(step * offsets + offset) * shifts + shift + reach] ?? NaN);
      }, 0);

    let most = -Infinity;
    const extend = (path: readonly number[]): void => {
      if (path.length === steps) {
        most = Math.max(most, gainOf(path));
        return;
      }
      for (let offset = 0; offset < offsets; offset += 1) {
        const last = path.at(-1);
        if (last === undefined || Math.abs(offset - last) <= reach) extend([...path, offset]);
      }
    };
    extend([]);

    const { path, gain } = findBestPath({ steps, offsets, reach, gains });
    expect(gain).toBeCloseTo(most, 5);
    expect(gainOf([...path])).toBeCloseTo(most, 5);
  }
});
