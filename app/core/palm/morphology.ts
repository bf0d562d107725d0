import type { Mask } from "./image.ts";

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
function dilate({ width, height, inside }: Mask, radius: number): Uint8Array {
  const count = width * height;
  if (inColumn.length < count) inColumn = new Int32Array(count);
  // The square of the largest distance that is within the radius as a 32-bit number, as distances are.
  let most = Math.ceil(radius * radius) + 1;
  while (most > 0 && Math.fround(Math.sqrt(most)) > radius) most -= 1;
  const far = Math.floor(Math.sqrt(most)) + 1;
  const reaches = new Int32Array(far + 1).fill(-1);
  for (let down = 0; down < far; down += 1)
    reaches[down] = Math.floor(Math.sqrt(most - down * down));

  for (let at = 0; at < count; at += 1) {
    const above = at < width ? far : (inColumn[at - width] ?? 0) + 1;
    inColumn[at] = inside[at] ? 0 : above < far ? above : far;
  }
  for (let at = count - width - 1; at >= 0; at -= 1) {
    const below = (inColumn[at + width] ?? 0) + 1;
    if (below < (inColumn[at] ?? 0)) inColumn[at] = below;
  }
  const result = new Uint8Array(count);
  for (let row = 0; row < count; row += width) {
    let end = -1;
    for (let x = 0; x < width; x += 1) {
      const reach = reaches[inColumn[row + x] ?? 0] ?? -1;
      if (reach >= 0 && x + reach > end) end = x + reach;
      if (x <= end) result[row + x] = 1;
    }
    let start = width;
    for (let x = width - 1; x >= 0; x -= 1) {
      const reach = reaches[inColumn[row + x] ?? 0] ?? -1;
      if (reach >= 0 && x - reach < start) start = x - reach;
      if (x >= start) result[row + x] = 1;
    }
  }
  return result;
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

/** Seen or not wanted, pixel by pixel; it and the queue are used again and again. */
let done = new Uint8Array(0);
let queue = new Int32Array(0);

/** Marks what is not wanted as done and makes room for the queue. */
function beginSearch({ width, height, inside }: Mask, wanted: 0 | 1): void {
  const count = width * height;
  if (done.length < count) {
    done = new Uint8Array(count);
    queue = new Int32Array(count);
  }
  for (let i = 0; i < count; i += 1) done[i] = inside[i] === wanted ? 0 : 1;
}

/** Puts all that is connected to a pixel, edge to edge, into the queue, and tells how much it is. */
function follow(start: number, width: number, count: number): number {
  const lastRow = count - width;
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
  return end;
}

/** Connected stretches (edge to edge) of pixels inside, largest first; those of less than `least` are left out. */
export function findComponents(mask: Mask, least = 1): Component[] {
  const { width, height } = mask;
  const count = width * height;
  beginSearch(mask, 1);
  const found: Component[] = [];
  for (let start = 0; start < count; start += 1) {
    if (done[start]) continue;
    const size = follow(start, width, count);
    if (size >= least) found.push({ pixels: queue.slice(0, size) });
  }
  return found.sort((one, other) => other.pixels.length - one.pixels.length);
}

/** A mask of one component, with its small holes filled. */
export function toSolidMask(
  { pixels }: Component,
  { width, height }: Pick<Mask, "width" | "height">,
  maxHoleShare: number,
): Mask {
  const count = width * height;
  const inside = new Uint8Array(count);
  for (let i = 0; i < pixels.length; i += 1) inside[pixels[i] ?? 0] = 1;
  const mask = { width, height, inside };
  beginSearch(mask, 0);
  for (let start = 0; start < count; start += 1) {
    if (done[start]) continue;
    const size = follow(start, width, count);
    if (size > maxHoleShare * pixels.length || touchesFrame(size, mask)) continue;
    for (let i = 0; i < size; i += 1) inside[queue[i] ?? 0] = 1;
  }
  return mask;
}

/** Of the first `size` pixels in the queue. */
function touchesFrame(size: number, { width, height }: Mask): boolean {
  for (let i = 0; i < size; i += 1) {
    const at = queue[i] ?? 0;
    const x = at % width;
    if (x === 0 || x === width - 1 || at < width || at >= width * (height - 1)) return true;
  }
  return false;
}
