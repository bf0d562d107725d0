import type { z } from "zod";
import { ReportWithPaths } from "#core/reading/report-with-paths.ts";
import { Assessment, Summary } from "#core/reading/reading.ts";
import * as account from "../wire/account-answers.server.ts";
import * as accountRequests from "../wire/account-requests.server.ts";
import * as admin from "../wire/admin-answers.server.ts";
import * as analysis from "../wire/analysis-answers.server.ts";
import { AnalysisChanges, PartRating } from "../wire/analysis-requests.server.ts";
import * as conversation from "../wire/conversation-answers.server.ts";
import {
  ConversationChanges,
  FirstQuestion,
  NextQuestion,
} from "../wire/conversation-requests.server.ts";
import * as health from "../wire/health.server.ts";
import { Problem } from "../wire/problem.server.ts";
import { AnalysisForm } from "./analysis-operations.server.ts";

type Schemas = Readonly<Record<string, z.ZodType>>;

/** What requests carry, by the name that the document gives it. */
export const requestSchemas: Schemas = {
  AnalysisForm,
  AnalysisChanges,
  PartRating,
  ConversationChanges,
  FirstQuestion,
  NextQuestion,
  ...accountRequests,
};

/** What answers carry, in the same way. */
export const answerSchemas: Schemas = {
  Assessment,
  Summary,
  Report: ReportWithPaths,
  ...analysis,
  ...conversation,
  ...account,
  ...admin,
  ...health,
  Problem,
};
