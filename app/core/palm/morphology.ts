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

/** Seen or not wanted, pixel by pixel; it and the queue, with each pixel's column, are used again and again. */
let done = new Uint8Array(0);
let queue = new Int32Array(0);
let columns = new Int32Array(0);

/** Marks what is not wanted as done and makes room for the queue. */
function beginSearch({ width, height, inside }: Mask, wanted: 0 | 1): void {
  const count = width * height;
  if (done.length < count) {
    done = new Uint8Array(count);
    queue = new Int32Array(count);
    columns = new Int32Array(count);
  }
  for (let i = 0; i < count; i += 1) done[i] = inside[i] === wanted ? 0 : 1;
}

/** Puts all that is connected to a pixel, edge to edge, into the queue, and tells how much it is and whether it meets the frame. */
function follow(start: number, { width, height }: Size): { size: number; meetsFrame: boolean } {
  const lastColumn = width - 1;
  const lastRow = (height - 1) * width;
  let meetsFrame = false;
  queue[0] = start;
  columns[0] = start % width;
  done[start] = 1;
  let end = 1;
  for (let next = 0; next < end; next += 1) {
    const at = queue[next] ?? 0;
    const x = columns[next] ?? 0;
    if (x === 0 || x === lastColumn || at < width || at >= lastRow) meetsFrame = true;
    if (x > 0 && !done[at - 1]) {
      done[at - 1] = 1;
      columns[end] = x - 1;
      queue[end++] = at - 1;
    }
    if (x < lastColumn && !done[at + 1]) {
      done[at + 1] = 1;
      columns[end] = x + 1;
      queue[end++] = at + 1;
    }
    if (at >= width && !done[at - width]) {
      done[at - width] = 1;
      columns[end] = x;
      queue[end++] = at - width;
    }
    if (at < lastRow && !done[at + width]) {
      done[at + width] = 1;
      columns[end] = x;
      queue[end++] = at + width;
    }
  }
  return { size: end, meetsFrame };
}

/** Connected stretches (edge to edge) of pixels inside, largest first; those of less than `least` are left out. */
export function findComponents(mask: Mask, least = 1): Component[] {
  beginSearch(mask, 1);
  const found: Component[] = [];
  for (let start = 0; start < mask.inside.length; start += 1) {
    if (done[start]) continue;
    const { size } = follow(start, mask);
    if (size >= least) found.push({ pixels: queue.slice(0, size) });
  }
  return found.sort((one, other) => other.pixels.length - one.pixels.length);
}

/** A mask of one component, with its small holes filled. */
export function toSolidMask(
  { pixels }: Component,
  { width, height }: Size,
  maxHoleShare: number,
): Mask {
  const count = width * height;
  const inside = new Uint8Array(count);
  for (let i = 0; i < pixels.length; i += 1) inside[pixels[i] ?? 0] = 1;
  const mask = { width, height, inside };
  beginSearch(mask, 0);
  for (let start = 0; start < count; start += 1) {
    if (done[start]) continue;
    const { size, meetsFrame } = follow(start, mask);
    if (size > maxHoleShare * pixels.length || meetsFrame) continue;
    for (let i = 0; i < size; i += 1) inside[queue[i] ?? 0] = 1;
  }
  return mask;
}
