import { accountOperations } from "./account-operations.server.ts";
import { adminOperations } from "./admin-operations.server.ts";
import { analysisOperations } from "./analysis-operations.server.ts";
import { authOperations } from "./auth-operations.server.ts";
import { conversationOperations } from "./conversation-operations.server.ts";
import { healthOperations } from "./health-operations.server.ts";
import type { Operation } from "./operation.server.ts";

/** Everything that programs may ask for, by what it is about. */
export const areas: Readonly<Record<string, readonly Operation[]>> = {
  Readings: analysisOperations,
  Conversations: conversationOperations,
  Authentication: authOperations,
  Account: accountOperations,
  Administration: adminOperations,
  Health: healthOperations,
};

export const operations: readonly Operation[] = Object.values(areas).flat();
