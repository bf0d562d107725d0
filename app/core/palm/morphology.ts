import type { Mask, Size } from "./image.ts";

/** What is left of a mask when everything is taken away that a disc of `radius` pixels cannot reach from inside. */
export function open(mask: Mask, distance: Float32Array, radius: number): Uint8Array {
  const { width, height, inside } = mask;
  const core = new Uint8Array(width * height);
  for (let i = 0; i < core.length; i += 1) core[i] = (distance[i] ?? 0) > radius ? 1 : 0;
  const opened = dilate({ width, height, inside: core }, radius);
  for (let i = 0; i < opened.length; i += 1) if (!inside[i]) opened[i] = 0;
  return opened;
}

/** How far each pixel is from the nearest one inside in its own column; used again and again. */
let inColumn = new Int32Array(0);

/** Everything within `radius` pixels of the mask, as exactly as by its distance transform. */
function dilate(mask: Mask, radius: number): Uint8Array {
  const { width, height, inside } = mask;
  const result = new Uint8Array(width * height);
  if (inColumn.length < result.length) inColumn = new Int32Array(result.length);
  // The square of the largest distance that is within the radius as a 32-bit number, as distances are.
  let most = Math.ceil(radius * radius) + 1;
  while (most > 0 && Math.fround(Math.sqrt(most)) > radius) most -= 1;
  const far = Math.floor(Math.sqrt(most)) + 1;
  const reaches = new Int32Array(far + 1).fill(-1);
  for (let down = 0; down < far; down += 1)
    reaches[down] = Math.floor(Math.sqrt(most - down * down));
  // Nothing farther away than this from all that is inside changes.
  const { left, right, top, bottom } = boundsOf(mask, far);

  for (let y = top; y < bottom; y += 1) {
    for (let at = y * width + left; at < y * width + right; at += 1) {
      const above = y === top ? far : (inColumn[at - width] ?? 0) + 1;
      inColumn[at] = inside[at] ? 0 : above < far ? above : far;
    }
  }
  for (let y = bottom - 2; y >= top; y -= 1) {
    for (let at = y * width + left; at < y * width + right; at += 1) {
      const below = (inColumn[at + width] ?? 0) + 1;
      if (below < (inColumn[at] ?? 0)) inColumn[at] = below;
    }
  }
  for (let y = top; y < bottom; y += 1) {
    const row = y * width;
    let end = -1;
    for (let x = left; x < right; x += 1) {
      const reach = reaches[inColumn[row + x] ?? 0] ?? -1;
      if (reach >= 0 && x + reach > end) end = x + reach;
      if (x <= end) result[row + x] = 1;
    }
    let start = width;
    for (let x = right - 1; x >= left; x -= 1) {
      const reach = reaches[inColumn[row + x] ?? 0] ?? -1;
      if (reach >= 0 && x - reach < start) start = x - reach;
      if (x >= start) result[row + x] = 1;
    }
  }
  return result;
}

/** The rectangle round everything inside, with `room` on each side as far as there is any; `right` and `bottom` are beyond it. */
function boundsOf({ width, height, inside }: Mask, room: number) {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let first = 0;
    while (first < width && !inside[row + first]) first += 1;
    if (first === width) continue;
    let last = width - 1;
    while (!inside[row + last]) last -= 1;
    if (first < left) left = first;
    if (last >= right) right = last + 1;
    if (y < top) top = y;
    bottom = y + 1;
  }
  return {
    left: Math.max(0, left - room),
    right: Math.min(width, right + room),
    top: Math.max(0, top - room),
    bottom: Math.min(height, bottom + room),
  };
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
  // The picture with room around it, so that its frame is not taken for an edge.
  const pad = Math.ceil(2 * radius) + 2;
  const wide = width + 2 * pad;
  const size = { width: wide, height: height + 2 * pad };
  const larger = new Uint8Array(wide * size.height);
  for (let y = 0; y < height; y += 1) {
    larger.set(mask.inside.subarray(y * width, (y + 1) * width), (y + pad) * wide + pad);
  }
  const rest = dilate({ ...size, inside: larger }, radius);
  for (let i = 0; i < rest.length; i += 1) rest[i] = rest[i] ? 0 : 1;
  const reached = dilate({ ...size, inside: rest }, radius);
  const inside = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      inside[at] = mask.inside[at] || !reached[(y + pad) * wide + x + pad] ? 1 : 0;
    }
  }
  return { width, height, inside };
}

export type Component = { readonly pixels: Int32Array };

/** Connected stretches (edge to edge) of pixels inside, largest first; those of less than `least` are left out. */
export function findComponents(mask: Mask, least = 1): Component[] {
  const count = findRuns(mask, 1);
  const pixels = new Map<number, Int32Array>();
  const filled = new Map<number, number>();
  for (let run = 0; run < count; run += 1) {
    const root = rootOf(run);
    const size = sizes[root] ?? 0;
    if (size < least) continue;
    let of = pixels.get(root);
    if (!of) pixels.set(root, (of = new Int32Array(size)));
    let next = filled.get(root) ?? 0;
    for (let at = starts[run] ?? 0; at < (ends[run] ?? 0); at += 1) of[next++] = at;
    filled.set(root, next);
  }
  return [...pixels.values()]
    .map((of) => ({ pixels: of }))
    .sort((one, other) => other.pixels.length - one.pixels.length);
}

/** A mask of one component, with its small holes filled. */
export function toSolidMask(
  { pixels }: Component,
  { width, height }: Size,
  maxHoleShare: number,
): Mask {
  const inside = new Uint8Array(width * height);
  for (let i = 0; i < pixels.length; i += 1) inside[pixels[i] ?? 0] = 1;
  const mask = { width, height, inside };
  const count = findRuns(mask, 0);
  for (let run = 0; run < count; run += 1) {
    const root = rootOf(run);
    if (meetsFrame[root] || (sizes[root] ?? 0) > maxHoleShare * pixels.length) continue;
    inside.fill(1, starts[run], ends[run]);
  }
  return mask;
}

/**
 * Stretches of one row: where each starts and what is just behind its end, pixels; the earlier run that it is connected
 * with, or itself; and, of a run that is its own root, pixels of all that are connected with it and whether one of them
 * meets the frame. Used again and again.
 */
let starts = new Int32Array(0);
let ends = new Int32Array(0);
let parents = new Int32Array(0);
let sizes = new Int32Array(0);
let meetsFrame = new Uint8Array(0);

/**
 * Finds all runs of pixels of one kind, and which belong together (two-pass labelling of runs with a union–find
 * forest). Gives their number.
 */
function findRuns({ width, height, inside }: Mask, wanted: 0 | 1): number {
  const most = height * Math.ceil((width + 1) / 2);
  if (starts.length < most) {
    starts = new Int32Array(most);
    ends = new Int32Array(most);
    parents = new Int32Array(most);
    sizes = new Int32Array(most);
    meetsFrame = new Uint8Array(most);
  }
  let count = 0;
  let above = 0;
  for (let row = 0; row < inside.length; row += width) {
    const rowEnd = row + width;
    const rowsFirst = count;
    for (let at = row; at < rowEnd; at += 1) {
      if (inside[at] !== wanted) continue;
      const start = at;
      while (at < rowEnd && inside[at] === wanted) at += 1;
      starts[count] = start;
      ends[count] = at;
      parents[count] = count;
      sizes[count] = at - start;
      const isOnEdge = row === 0 || rowEnd === inside.length || start === row || at === rowEnd;
      meetsFrame[count] = isOnEdge ? 1 : 0;
      while (above < rowsFirst && (ends[above] ?? 0) + width <= start) above += 1;
      for (let other = above; other < rowsFirst; other += 1) {
        if ((starts[other] ?? 0) + width >= at) break;
        join(count, other);
      }
      count += 1;
    }
    above = rowsFirst;
  }
  return count;
}

function rootOf(run: number): number {
  let root = run;
  while ((parents[root] ?? root) !== root) {
    // Halve the way for whoever comes next.
    parents[root] = parents[parents[root] ?? root] ?? root;
    root = parents[root] ?? root;
  }
  return root;
}

/** The earlier root stays one. */
function join(one: number, other: number): void {
  const [a, b] = [rootOf(one), rootOf(other)];
  if (a === b) return;
  const [root, child] = a < b ? [a, b] : [b, a];
  parents[child] = root;
  sizes[root] = (sizes[root] ?? 0) + (sizes[child] ?? 0);
  if (meetsFrame[child]) meetsFrame[root] = 1;
}
