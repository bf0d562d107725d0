import { z } from "zod";
import * as answer from "../wire/analysis-answers.server.ts";
import {
  AnalysisChanges,
  AnalysisFields,
  IdempotencyKey,
  PartRating,
} from "../wire/analysis-requests.server.ts";
import { Paging } from "../wire/paging.server.ts";
import { empty, events, file, json } from "./answers.server.ts";
import type { Operation } from "./operation.server.ts";

const photo = z.file().mime(["image/jpeg", "image/png"]).optional();

/** The fields of a request to read a palm, its photos among them. A form's own key is for our pages alone. */
export const AnalysisForm = AnalysisFields.omit({ form_key: true }).extend({
  left_image: photo.describe("A photo of the left palm. At least one of the two is needed."),
  right_image: photo.describe("A photo of the right palm."),
});

export const LastEventId = z.object({
  "Last-Event-ID": z.string().optional().describe("Goes on after the event with this id."),
});

const one = "/api/v1/analyses/:analysisId";

export const analysisOperations: readonly Operation[] = [
  {
    id: "submitAnalysis",
    method: "POST",
    path: "/api/v1/analyses",
    summary: "Sends photos of palms to be read",
    description:
      "The same `Idempotency-Key` with the same body gives the same analysis for 24 hours. Whoever has neither an account nor the guest cookie is given that cookie, and everything that is sent with it is theirs.",
    access: "sender",
    headers: z.object({ "Idempotency-Key": IdempotencyKey.optional() }),
    body: { type: "multipart/form-data", schema: AnalysisForm },
    answers: {
      202: json(answer.AcceptedAnalysis, "Taken in.", ["Location", "Set-Cookie"]),
    },
    problems: [409, 415, 429],
  },
  {
    id: "listAnalyses",
    method: "GET",
    path: "/api/v1/analyses",
    summary: "Lists the caller's analyses, newest first",
    access: "sender",
    query: Paging,
    answers: { 200: json(answer.AnalysesPage, "A page of them.") },
  },
  {
    id: "getAnalysis",
    method: "GET",
    path: one,
    summary: "Gives an analysis with everything that was read",
    description: "The guest who owns it is asked to log in: 401 `login_required`.",
    access: "owner",
    answers: { 200: json(answer.WholeAnalysis, "The analysis.") },
  },
  {
    id: "renameAnalysis",
    method: "PATCH",
    path: one,
    summary: "Gives an analysis a name",
    access: "owner",
    body: { type: "application/json", schema: AnalysisChanges },
    answers: { 200: json(answer.RenamedAnalysis, "It has that name.") },
  },
  {
    id: "deleteAnalysis",
    method: "DELETE",
    path: one,
    summary: "Erases an analysis, its photos and conversations",
    access: "owner",
    answers: { 204: empty("Every trace of it is gone.") },
  },
  {
    id: "getAnalysisStatus",
    method: "GET",
    path: `${one}/status`,
    summary: "Says how far an analysis has come",
    access: "owner",
    answers: { 200: json(answer.AnalysisState, "How it stands.") },
  },
  {
    id: "getAnalysisSummary",
    method: "GET",
    path: `${one}/summary`,
    summary: "Gives the summary of a reading",
    access: "owner",
    answers: { 200: json(answer.AnalysisSummary, "The summary; null until it is there.") },
  },
  {
    id: "followAnalysis",
    method: "GET",
    path: `${one}/events`,
    summary: "Tells how far an analysis has come, as it happens",
    access: "owner",
    headers: LastEventId,
    answers: {
      200: events(
        { progress: answer.AnalysisState },
        "The present state, then every change. Ends after the final state, and after 55 seconds.",
      ),
      204: empty("The final state has been told; there is nothing to come back for."),
    },
  },
  {
    id: "getAnalysisPhoto",
    method: "GET",
    path: `${one}/photos/:hand`,
    summary: "Gives a photo of an analysis, upright",
    access: "owner",
    query: z.object({
      size: z.enum(["full", "thumb"]).default("full").describe("`thumb`: 640 px, once it is made."),
    }),
    answers: {
      200: file("image/jpeg", "The photo."),
      304: empty("It is the one that `If-None-Match` names."),
    },
  },
  {
    id: "claimAnalysis",
    method: "POST",
    path: `${one}/claim`,
    summary: "Moves an analysis of the guest cookie that comes along into the account",
    access: "user",
    answers: { 200: json(answer.ClaimedAnalysis, "It belongs to the account.") },
    problems: [409],
  },
  {
    id: "cancelAnalysis",
    method: "POST",
    path: `${one}/cancel`,
    summary: "Takes an analysis back before it is read",
    access: "owner",
    answers: { 200: json(answer.CancelledAnalysis, "It will not be read.") },
    problems: [409],
  },
  {
    id: "retryAnalysis",
    method: "POST",
    path: `${one}/retry`,
    summary: "Has a failed analysis read again",
    access: "owner",
    answers: { 202: json(answer.RetriedAnalysis, "It waits to be read.") },
    problems: [409, 429],
  },
  {
    id: "shareAnalysis",
    method: "POST",
    path: `${one}/share`,
    summary: "Makes a link that shows the summary to whoever has it",
    access: "user",
    answers: {
      200: json(answer.SharedAnalysis, "The link that there was."),
      201: json(answer.SharedAnalysis, "A new link."),
    },
    problems: [409],
  },
  {
    id: "unshareAnalysis",
    method: "DELETE",
    path: `${one}/share`,
    summary: "Takes that link back",
    access: "user",
    answers: { 204: empty("No link opens the summary.") },
  },
  {
    id: "ratePart",
    method: "POST",
    path: `${one}/feedback`,
    summary: "Says whether a part of the reading was helpful",
    access: "owner",
    body: { type: "application/json", schema: PartRating },
    answers: { 200: json(answer.RatedPart, "It is written down.") },
    problems: [409],
  },
];
