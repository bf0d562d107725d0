import { distanceToOutside } from "./distance-transform.ts";
import type { Mask } from "./image.ts";

/** What is left of a mask when everything is taken away that a disc of `radius` pixels cannot reach from inside. */
export function open(mask: Mask, distance: Float32Array, radius: number): Uint8Array {
  const { width, height } = mask;
  const outsideCore = new Uint8Array(width * height);
  for (let i = 0; i < outsideCore.length; i += 1)
    outsideCore[i] = (distance[i] ?? 0) > radius ? 0 : 1;
  const pad = Math.ceil(radius) + 2;
  const toCore = distanceToOutside(padded({ width, height, inside: outsideCore }, pad));
  const opened = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const distanceToCore = toCore[(y + pad) * (width + 2 * pad) + x + pad] ?? 0;
      opened[at] = mask.inside[at] && distanceToCore <= radius ? 1 : 0;
    }
  }
  return opened;
}

/** The mask without what is only one or two pixels wide: opened with a cross of five pixels. */
export function withoutFringes(mask: Mask): Mask {
  const { width, height, inside } = mask;
  const core = new Uint8Array(width * height);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const isCore =
        inside[at] && inside[at - 1] && inside[at + 1] && inside[at - width] && inside[at + width];
      if (isCore) core[at] = 1;
    }
  }
  const opened = core.slice();
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      if (!core[at]) continue;
      opened[at - 1] = 1;
      opened[at + 1] = 1;
      opened[at - width] = 1;
      opened[at + width] = 1;
    }
  }
  return { width, height, inside: opened };
}

/** The mask with everything filled in that a disc of `radius` pixels cannot reach from outside: cracks, notches. */
export function close(mask: Mask, radius: number): Mask {
  const { width, height } = mask;
  const pad = Math.ceil(2 * radius) + 2;
  const larger = padded({ width, height, inside: mask.inside.map((value) => 1 - value) }, pad);
  const reached = distanceToOutside(larger);
  const rest = { ...larger, inside: Uint8Array.from(reached, (value) => (value > radius ? 0 : 1)) };
  const back = distanceToOutside(rest);
  const inside = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y + pad) * larger.width + x + pad;
      inside[y * width + x] = mask.inside[y * width + x] || (back[at] ?? 0) > radius ? 1 : 0;
    }
  }
  return { width, height, inside };
}

/** The picture with room around it, so that its frame is not taken for an edge. */
function padded({ width, height, inside }: Mask, pad: number): Mask {
  const wide = width + 2 * pad;
  const high = height + 2 * pad;
  const larger = new Uint8Array(wide * high).fill(1);
  for (let y = 0; y < height; y += 1) {
    larger.set(inside.subarray(y * width, (y + 1) * width), (y + pad) * wide + pad);
  }
  return { width: wide, height: high, inside: larger };
}

export type Component = { readonly pixels: Int32Array };

/** Connected stretches (edge to edge) of pixels whose value is `wanted`, largest first. */
export function findComponents({ width, height, inside }: Mask, wanted: 0 | 1 = 1): Component[] {
  // Seen or not wanted.
  const done = new Uint8Array(width * height);
  for (let i = 0; i < done.length; i += 1) done[i] = inside[i] === wanted ? 0 : 1;
  const queue = new Int32Array(width * height);
  const found: Component[] = [];
  const lastRow = width * (height - 1);
  for (let start = 0; start < done.length; start += 1) {
    if (done[start]) continue;
    let end = 0;
    queue[end++] = start;
    done[start] = 1;
    for (let next = 0; next < end; next += 1) {
      const at = queue[next] ?? 0;
      const x = at % width;
      if (x > 0 && !done[at - 1]) {
        done[at - 1] = 1;
        queue[end++] = at - 1;
      }
      if (x < width - 1 && !done[at + 1]) {
        done[at + 1] = 1;
        queue[end++] = at + 1;
      }
      if (at >= width && !done[at - width]) {
        done[at - width] = 1;
        queue[end++] = at - width;
      }
      if (at < lastRow && !done[at + width]) {
        done[at + width] = 1;
        queue[end++] = at + width;
      }
    }
    found.push({ pixels: queue.slice(0, end) });
  }
  return found.sort((one, other) => other.pixels.length - one.pixels.length);
}

/** A mask of one component, with its small holes filled. */
export function toSolidMask(
  { pixels }: Component,
  { width, height }: Pick<Mask, "width" | "height">,
  maxHoleShare: number,
): Mask {
  const inside = new Uint8Array(width * height);
  for (const at of pixels) inside[at] = 1;
  const mask = { width, height, inside };
  for (const hole of findComponents(mask, 0)) {
    if (hole.pixels.length > maxHoleShare * pixels.length || touchesFrame(hole, mask)) continue;
    for (const at of hole.pixels) inside[at] = 1;
  }
  return mask;
}

function touchesFrame({ pixels }: Component, { width, height }: Mask): boolean {
  return pixels.some((at) => {
    const x = at % width;
    return x === 0 || x === width - 1 || at < width || at >= width * (height - 1);
  });
}
