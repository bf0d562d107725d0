import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { Point } from "#core/palm/image.ts";
import { examinePalm } from "#core/palm/look-at-palm.ts";
import { poseTemplate } from "#core/palm/line-templates.ts";
import { toPicture } from "#core/palm/palm-frame.ts";
import { type LineKey, lineKeys } from "#core/palm/palm-lines.ts";
import { toWhole } from "#core/palm/zoom-in.ts";
import { drawTile, writeSheet } from "./contact-sheet.ts";
import { drawnPhotos } from "./drawn-photos.ts";
import { type JudgedPhoto, realPhotos } from "./judged-photo.ts";
import { lineDistance } from "#tests/support/line-distance.ts";
import { measureOnePhoto } from "./measure-one-photo.ts";
import { type JudgedTrace, printGate, printLines, printPhoto } from "./tables.ts";
import { variedPhotos } from "./varied-photos.ts";

/** How well the built-in reader sees: `npm run bench -- reader`. See bench/README.md. */
const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    photos: { type: "string", default: "../shared/data/palms" },
    drawn: { type: "string", default: "24" },
    only: { type: "string" },
    declared: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
  },
});

/** Labels of less confidence are the labeller's guess. */
const SURE_LABEL = 0.45;

/** No pose: the usual course as the frame has it. */
const AS_USUAL = { dx: 0, dy: 0, stretch: 1, turn: 0 };

const sets: Record<string, () => Promise<JudgedPhoto[]>> = {
  real: () => realPhotos(options.photos),
  varied: () => variedPhotos(options.photos),
  "drawn-16": () => drawnPhotos(0.16, Number(options.drawn)),
  "drawn-8": () => drawnPhotos(0.08, Number(options.drawn)),
  "drawn-4": () => drawnPhotos(0.04, Number(options.drawn)),
  "drawn-0": () => drawnPhotos(0, Number(options.drawn)),
};

for (const [name, load] of Object.entries(sets)) {
  if (options.only && !options.only.split(",").includes(name)) continue;
  const photos = await load();
  if (photos.length === 0) {
    console.log(`${name}: no photos at ${options.photos}, left out`);
    continue;
  }
  await runSet(name, photos);
  if (name === "real") await measureOnePhoto(options.photos);
}

async function runSet(name: string, photos: readonly JudgedPhoto[]): Promise<void> {
  const traces: JudgedTrace[] = [];
  const gate: { photo: JudgedPhoto; outcome: string; side: boolean | undefined }[] = [];
  const tiles: Buffer[] = [];
  const seconds: number[] = [];
  for (const photo of photos) {
    const image = await photo.load();
    const before = process.threadCpuUsage();
    const examination = examinePalm(
      image,
      options.declared && photo.hand ? { declared: photo.hand } : {},
    );
    const spent = process.threadCpuUsage(before);
    seconds.push((spent.user + spent.system) / 1e6);
    const { sight, tracing, view } = examination;
    const frame = tracing ? toWhole(tracing.hypothesis.frame, view) : undefined;
    const width = photo.palmWidth?.(image);
    const own: JudgedTrace[] = lineKeys.map((key: LineKey) => {
      const label = photo.lines[key];
      const trace = tracing?.traces[key];
      const seen = trace?.points.slice(trace.from, trace.to) ?? [];
      const usual = poseTemplate(key, AS_USUAL);
      const grade = sight.kind === "seen" ? (sight.lines?.[key].grade ?? "none") : "none";
      const isSure = label !== undefined && label.confidence >= SURE_LABEL;
      const distanceOf = (course: readonly Point[]) => {
        if (!label || !width) return undefined;
        const inWidths = ({ x, y }: Point) => ({ x: x / width, y: y / width });
        return lineDistance(
          frame ? course.map((point) => inWidths(toPicture(frame, point))) : [],
          label.points.map(([x, y]) => inWidths({ x: x * image.width, y: y * image.height })),
        );
      };
      return {
        photo: photo.name,
        key,
        grade,
        score: trace?.score ?? 0,
        isSure,
        isLabelled: label !== undefined,
        distance: distanceOf(seen),
        blind: distanceOf(usual),
      };
    });
    traces.push(...own);
    const outcome = sight.kind === "seen" ? ["seen", ...sight.notes].join(" ") : sight.problem;
    const side =
      frame && photo.hand ? (frame.thumbSide === 1) === (photo.hand === "right") : undefined;
    gate.push({ photo, outcome, side });
    const caption = printPhoto(photo.name, outcome, side, examination, own, seconds.at(-1) ?? 0);
    if (options.verbose) console.log(caption.replace("\n", " | "));
    tiles.push(await drawTile(image, photo, examination, caption));
  }
  await writeSheet(`bench/results/reader-${name}.png`, tiles);
  console.log(`\n## ${name}`);
  printLines(traces);
  printGate(gate);
  seconds.sort((one, other) => one - other);
  console.log(
    `CPU of the thread a photo (without decoding): median ${(seconds[seconds.length >> 1] ?? 0).toFixed(2)} s, most ${(seconds.at(-1) ?? 0).toFixed(2)} s; load ${loadavg()[0]?.toFixed(1) ?? "?"}`,
  );
}
