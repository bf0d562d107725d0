import { api } from "#http/route.server.ts";
import { NoSuchPage } from "#http/no-such-page.server.ts";

const notFound = api(() => Promise.reject(new NoSuchPage()));

export const loader = notFound;
export const action = notFound;
