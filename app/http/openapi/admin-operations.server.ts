import { z } from "zod";
import { historySpans, USUAL_HOURS } from "#core/admin/read-stream.ts";
import * as answer from "../wire/admin-answers.server.ts";
import { Paging } from "../wire/paging.server.ts";
import { LastEventId } from "./analysis-operations.server.ts";
import { events, json } from "./answers.server.ts";
import type { Operation } from "./operation.server.ts";

const one = "/api/v1/admin/streams/:stream";

export const adminOperations: readonly Operation[] = [
  {
    id: "listStreams",
    method: "GET",
    path: "/api/v1/admin/streams",
    summary: "Lists the streams of work with their figures",
    access: "admin",
    answers: { 200: json(answer.StreamsList, "All of them.") },
  },
  {
    id: "getStream",
    method: "GET",
    path: one,
    summary: "Gives a stream with its workers and its history",
    access: "admin",
    query: z.object({
      hours: z.literal(Object.keys(historySpans).map(Number)).default(USUAL_HOURS),
    }),
    answers: { 200: json(answer.WholeStream, "The stream.") },
  },
  {
    id: "pauseStream",
    method: "POST",
    path: `${one}/pause`,
    summary: "Hands out no more work of a stream",
    access: "admin",
    answers: { 200: json(answer.SteeredStream, "It is paused.") },
  },
  {
    id: "resumeStream",
    method: "POST",
    path: `${one}/resume`,
    summary: "Ends a pause",
    access: "admin",
    answers: { 200: json(answer.SteeredStream, "It goes on.") },
  },
  {
    id: "listDeadLetters",
    method: "GET",
    path: "/api/v1/admin/dead-letters",
    summary: "Lists the jobs that a stream has given up, newest first",
    access: "admin",
    query: Paging.extend({
      stream: z.string().optional().describe("The first stream if absent."),
    }),
    answers: { 200: json(answer.DeadLettersPage, "A page of them.") },
  },
  {
    id: "retryDeadLetter",
    method: "POST",
    path: "/api/v1/admin/dead-letters/:jobId/retry",
    summary: "Tries a job again that was given up",
    access: "admin",
    answers: { 202: json(answer.RetriedJob, "It waits to be done.") },
    problems: [409],
  },
  {
    id: "followJobs",
    method: "GET",
    path: "/api/v1/admin/tail",
    summary: "Tells what happens to jobs, as it happens",
    access: "admin",
    query: z.object({
      stream: z.string().optional(),
      job: z.string().optional(),
      user: z.string().optional().describe("An id or an e-mail address."),
      worker: z.string().optional(),
      after: z.string().optional().describe("As `Last-Event-ID`, which comes first."),
    }),
    headers: LastEventId,
    answers: {
      200: events(
        { job: answer.JobEvent },
        "What happens from now on, or from `Last-Event-ID`, of which it may tell again. Ends after 55 seconds.",
      ),
    },
  },
];
