import { crc32 } from "node:zlib";
import type { PhotoProblem } from "#core/photos/photo.ts";

export type HostilePhoto = {
  readonly name: string;
  /** What it is refused for. */
  readonly problem: PhotoProblem;
  /** A beginning that is right, then the same few bytes for as long as wanted. */
  readonly draw: (length: number) => Buffer;
};

const soi = [0xff, 0xd8];
// A grey frame of 400 by 300, and the header of its one scan.
const sof = [0xff, 0xc0, 0, 11, 8, 0x01, 0x2c, 0x01, 0x90, 1, 1, 0x11, 0];
const sos = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0];
const picture = [...soi, ...sof, ...sos];

const ihdr = pngChunk("IHDR", [0, 0, 0x01, 0x90, 0, 0, 0x01, 0x2c, 8, 0, 0, 0, 0]);
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...ihdr];

/** Photos that no camera makes: each is made of as many pieces of structure as its bytes allow. */
export const hostilePhotos: readonly HostilePhoto[] = [
  hostile("a picture of fill bytes", "incomplete", picture, [0xff]),
  hostile("a picture of stuffed bytes", "incomplete", picture, [0xff, 0x00]),
  hostile("a picture of filled, stuffed bytes", "incomplete", picture, [0xff, 0xff, 0x00, 0x55]),
  hostile("a picture of restart markers", "incomplete", picture, [0xff, 0xd3]),
  hostile("fill bytes before a segment", "incomplete", [...soi, ...sof], [0xff]),
  hostile("restart markers between segments", "unreadable", soi, [0xff, 0xd3]),
  hostile("markers without meaning", "unreadable", soi, [0xff, 0x01]),
  hostile("empty segments", "unreadable", soi, [0xff, 0xe1, 0, 2]),
  hostile("frames", "unreadable", soi, sof),
  hostile("empty scans", "unreadable", [...soi, ...sof], [0xff, 0xda, 0, 2]),
  hostile("scans of a byte", "unreadable", [...soi, ...sof], [...sos, 0x55]),
  hostile("empty PNG chunks", "unreadable", png, pngChunk("tEXt", [])),
  hostile("pixels in PNG chunks of a byte", "unreadable", png, pngChunk("IDAT", [0x55])),
];

function hostile(
  name: string,
  problem: PhotoProblem,
  beginning: readonly number[],
  repeated: readonly number[],
): HostilePhoto {
  return {
    name,
    problem,
    draw: (length) =>
      Buffer.concat([
        Buffer.from(beginning),
        Buffer.alloc(length - beginning.length, Buffer.from(repeated)),
      ]),
  };
}

export function pngChunk(type: string, data: readonly number[]): number[] {
  const content = Buffer.from([...Buffer.from(type), ...data]);
  const chunk = Buffer.alloc(content.length + 8);
  chunk.writeUInt32BE(data.length);
  chunk.set(content, 4);
  chunk.writeUInt32BE(crc32(content), content.length + 4);
  return [...chunk];
}
