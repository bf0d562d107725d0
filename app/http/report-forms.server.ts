import { z } from "zod";
import type { Analysis } from "#core/analyses/analysis.ts";
import { type ReadingPart, readingParts } from "#core/feedback/reading-part.ts";
import { rateOwnAnalysis, shareOwnAnalysis, unshareOwnAnalysis } from "./own-sharing.server.ts";
import { parseInput } from "./read-body.server.ts";
import type { RouteArgs, Typed } from "./route.server.ts";

const answers = { yes: true, no: false, none: null } as const;
type Answer = keyof typeof answers;

const news = ["link_made", "link_revoked", "thanks", "taken_back"] as const;

/** What was just done on the report, told once; `part` is what was said to be helpful or not. */
export type ReportNews = {
  readonly kind: (typeof news)[number];
  readonly part: ReadingPart | null;
};

/** Every button of the feedback's one form says both what it is about and what it answers: `yes line:heart`. */
const Said = z.object({
  said: z
    .string()
    .transform((text) => text.split(" "))
    .pipe(z.tuple([z.enum(Object.keys(answers) as [Answer, ...Answer[]]), z.enum(readingParts)])),
});

/**
 * Does what one of the report's own forms asks for, and says where to go on from the reading's address; undefined for
 * every other form.
 */
export async function answerReportForm(
  args: RouteArgs,
  fields: Readonly<Typed>,
): Promise<{ analysis: Analysis; onwards: string } | undefined> {
  switch (fields["intent"]) {
    case "share": {
      const { analysis } = await shareOwnAnalysis(args);
      return { analysis, onwards: "?news=link_made#share" };
    }
    case "unshare": {
      const analysis = await unshareOwnAnalysis(args);
      return { analysis, onwards: "?news=link_revoked#share" };
    }
    case "feedback": {
      const [answer, part] = parseInput(Said, fields).said;
      const analysis = await rateOwnAnalysis(args, { part, isHelpful: answers[answer] });
      const kind = answer === "none" ? "taken_back" : "thanks";
      return {
        analysis,
        onwards: `?news=${kind}&part=${encodeURIComponent(part)}#helpful-${part.replace(":", "-")}`,
      };
    }
    case undefined:
    default:
      return undefined;
  }
}

export function readReportNews(request: Request): ReportNews | null {
  const query = new URL(request.url).searchParams;
  const kind = news.find((name) => name === query.get("news"));
  const part = readingParts.find((name) => name === query.get("part")) ?? null;
  return kind === undefined ? null : { kind, part };
}
