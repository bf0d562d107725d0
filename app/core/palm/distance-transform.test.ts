import fc from "fast-check";
import { expect, test } from "vitest";
import { distanceToOutside } from "./distance-transform.ts";

test("the distance transform agrees with looking at every pixel", () => {
  const width = 9;
  const height = 7;
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: width * height, maxLength: width * height }),
      (cells) => {
        const inside = Uint8Array.from(cells, Number);
        const distance = distanceToOutside({ width, height, inside });
        for (let y = 0; y < height; y += 1) {
          for (let x = 0; x < width; x += 1) {
            expect(distance[y * width + x]).toBeCloseTo(byHand(x, y), 4);
          }
        }

        function byHand(x: number, y: number): number {
          let nearest = Infinity;
          for (let oy = -1; oy <= height; oy += 1) {
            for (let ox = -1; ox <= width; ox += 1) {
              const isFrame = ox < 0 || oy < 0 || ox === width || oy === height;
              if (isFrame || !inside[oy * width + ox])
                nearest = Math.min(nearest, Math.hypot(ox - x, oy - y));
            }
          }
          return nearest;
        }
      },
    ),
  );
});
