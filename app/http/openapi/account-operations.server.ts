import { ApiTokensList, MadeApiToken } from "../wire/account-answers.server.ts";
import { AccountDeletion, NewApiToken } from "../wire/account-requests.server.ts";
import { empty, file, json } from "./answers.server.ts";
import type { Operation } from "./operation.server.ts";

export const accountOperations: readonly Operation[] = [
  {
    id: "deleteAccount",
    method: "DELETE",
    path: "/api/v1/account",
    summary: "Erases the account and everything in it",
    access: "session",
    body: { type: "application/json", schema: AccountDeletion },
    answers: { 204: empty("Everything is gone.", ["Set-Cookie"]) },
    problems: [429],
  },
  {
    id: "exportAccount",
    method: "GET",
    path: "/api/v1/account/export",
    summary: "Gives everything that belongs to the account",
    access: "user",
    answers: { 200: file("application/zip", "An archive that can be read without us.") },
    problems: [429],
  },
  {
    id: "listApiTokens",
    method: "GET",
    path: "/api/v1/account/tokens",
    summary: "Lists the account's API tokens",
    access: "session",
    answers: { 200: json(ApiTokensList, "All of them, without the tokens themselves.") },
  },
  {
    id: "makeApiToken",
    method: "POST",
    path: "/api/v1/account/tokens",
    summary: "Makes an API token",
    access: "session",
    body: { type: "application/json", schema: NewApiToken },
    answers: { 201: json(MadeApiToken, "The token, which is told this once.") },
    problems: [409],
  },
  {
    id: "revokeApiToken",
    method: "DELETE",
    path: "/api/v1/account/tokens/:tokenId",
    summary: "Revokes an API token",
    access: "session",
    answers: { 204: empty("It opens nothing any more.") },
  },
];
