import { Liveness, Readiness } from "../wire/health.server.ts";
import { json } from "./answers.server.ts";
import type { Operation } from "./operation.server.ts";

export const healthOperations: readonly Operation[] = [
  {
    id: "getReadiness",
    method: "GET",
    path: "/healthz",
    summary: "Says whether the database and Redis answer",
    access: "anyone",
    answers: {
      200: json(Readiness, "Both answer."),
      503: json(Readiness, "One of them does not."),
    },
  },
  {
    id: "getLiveness",
    method: "GET",
    path: "/-/healthz",
    summary: "Says that the process answers",
    access: "anyone",
    answers: { 200: json(Liveness, "It does.") },
  },
];
