import type { z } from "zod";
import type { Analysis } from "#core/analyses/analysis.ts";
import { type RepeatRule, type Sender, submitAnalysis } from "#core/analyses/submit-analysis.ts";
import { DomainError } from "#core/errors.ts";
import { photoLimits, PhotoRejected } from "#core/photos/photo.ts";
import type { Language } from "#core/reading/reading.ts";
import { csrfCheck } from "./csrf-guard.server.ts";
import { ensureGuestToken } from "./guest.server.ts";
import { limitRate, rateRules } from "./rate-limit.server.ts";
import { hashNetwork } from "./network-hash.server.ts";
import { parseInput } from "./read-body.server.ts";
import type { RouteArgs, Typed } from "./route.server.ts";
import { readAnalysisForm } from "./uploads.server.ts";
import { AnalysisFields } from "./wire/analysis-requests.server.ts";

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
    /** Forms bring their token as a field; the API has brought it as a header. */
    readonly hasTokenField: boolean;
  },
): Promise<{ analysis: Analysis; headers: Record<string, string> }> {
  const { request, deps, connection } = args;
  const { typed } = options;
  const { sender, headers, checkToken } = await admit(args, options);
  const form = await readAnalysisForm(request, deps, {
    limits: { ...photoLimits, maxBytes: deps.config.maxUploadBytes },
    textFields: Object.keys(AnalysisFields.shape),
    onField: (name, value) => {
      typed[name] = value;
    },
    checkToken,
    signal: connection.signal,
  });

  try {
    const fields = readFields(typed);
    if (form.photos.length === 0) throw new PhotoRejected("missing");
    const analysis = await submitAnalysis(deps, {
      sender,
      network: hashNetwork(connection.network, deps.config.secretKeys),
      limits: deps.config.limits,
      photos: form.photos,
      writingHand: fields.writing_hand ?? null,
      language: fields.language ?? options.language,
      label: fields.label,
      repeat: options.repeatRule(typed),
    });
    return { analysis, headers };
  } catch (error) {
    await form.discard();
    throw error;
  }
}

/** Everything that is decided before the first byte of the body is read. */
async function admit(args: RouteArgs, { hasTokenField }: { readonly hasTokenField: boolean }) {
  const { sender, headers } = await readSender(args);
  const checkToken = hasTokenField ? await csrfCheck(args) : undefined;
  await limitUploads(args, sender);
  return { sender, headers, checkToken };
}

/** Whose the reading will be. Whoever is not logged in is a guest, and gets a cookie when there is none yet. */
async function readSender({
  request,
  viewer,
}: RouteArgs): Promise<{ sender: Sender; headers: Record<string, string> }> {
  const found = await viewer();
  if (found.kind === "user") {
    const { id, isVerified } = found.user;
    return { sender: { kind: "user", id, isVerified }, headers: {} };
  }
  const { token, setCookie } = await ensureGuestToken(request);
  return { sender: { kind: "guest", token }, headers: { "Set-Cookie": setCookie } };
}

async function limitUploads(args: RouteArgs, sender: Sender): Promise<void> {
  try {
    await limitRate(
      args,
      [rateRules.uploadOfNetwork, args.connection.network],
      [rateRules.uploadOfSender, sender.kind === "user" ? sender.id : sender.token],
    );
  } catch (error) {
    // Photos are taken in also while Redis is away; the day's quota in the database still holds.
    if (!DomainError.is(error) || error.kind !== "unavailable") throw error;
  }
}

/** Blank means not said. */
function readFields(typed: Typed): z.output<typeof AnalysisFields> {
  return parseInput(
    AnalysisFields,
    Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== "")),
  );
}
