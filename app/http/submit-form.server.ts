import { z } from "zod";
import type { Analysis } from "#core/analyses/analysis.ts";
import { type RepeatRule, submitAnalysis } from "#core/analyses/submit-analysis.ts";
import { InvalidInput } from "#core/errors.ts";
import { photoLimits, PhotoRejected } from "#core/photos/photo.ts";
import { type Language, languages, writingHands } from "#core/reading/reading.ts";
import { ensureGuestToken } from "./guest.server.ts";
import type { RouteArgs, Typed } from "./route.server.ts";
import { readAnalysisForm } from "./uploads.server.ts";

const MAX_LABEL_LENGTH = 80;

/** The text fields of a request to read a palm. Blank means not said. */
const Fields = z.object({
  form_key: z.string().optional(),
  writing_hand: z.enum(writingHands).optional(),
  language: z.enum(languages).optional(),
  label: z
    .string()
    .max(MAX_LABEL_LENGTH)
    .transform((label) => label.replace(/\p{Cc}+/gu, " ").trim())
    .optional(),
});

/**
 * Takes a multipart request with photos and answers with the analysis that it made. Nothing stays
 * behind when it fails, except what was typed, in `typed`.
 *
 * @param repeatRule what of the form's fields or headers makes a repeated request the same one
 * @throws PhotoRejected, InvalidInput, UploadAborted
 */
export async function submitFromRequest(
  args: RouteArgs,
  options: {
    readonly language: Language;
    readonly repeatRule: (typed: Typed) => RepeatRule | null;
    readonly typed: Typed;
  },
): Promise<{ analysis: Analysis; setCookie: string }> {
  const { request, deps, connection } = args;
  const { typed } = options;
  const form = await readAnalysisForm(request, deps, {
    limits: { ...photoLimits, maxBytes: deps.config.maxUploadBytes },
    textFields: Object.keys(Fields.shape),
    onField: (name, value) => {
      typed[name] = value;
    },
    signal: connection.signal,
  }).catch((error: unknown) => {
    // Whatever is left of the body will not be read, so this connection cannot carry another request.
    connection.closeAfterwards();
    throw error;
  });

  try {
    const fields = readFields(typed);
    if (form.photos.length === 0) throw new PhotoRejected("missing");
    const { token, setCookie } = await ensureGuestToken(request);
    const analysis = await submitAnalysis(deps, {
      guestToken: token,
      photos: form.photos,
      writingHand: fields.writing_hand ?? null,
      language: fields.language ?? options.language,
      label: fields.label === undefined || fields.label === "" ? null : fields.label,
      repeat: options.repeatRule(typed),
    });
    return { analysis, setCookie };
  } catch (error) {
    await form.discard();
    throw error;
  }
}

function readFields(typed: Typed): z.output<typeof Fields> {
  const said = Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== ""));
  const parsed = Fields.safeParse(said);
  if (parsed.success) return parsed.data;

  throw new InvalidInput(
    Object.fromEntries(
      parsed.error.issues.map((issue) => [
        String(issue.path[0]),
        [
          issue.code === "too_big"
            ? { code: "input.too_long", params: { max: MAX_LABEL_LENGTH } }
            : { code: "input.choose" },
        ],
      ]),
    ),
  );
}
