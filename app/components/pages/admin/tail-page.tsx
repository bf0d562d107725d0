import type { StreamEvent } from "#core/admin/streams-admin.ts";
import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { TextField } from "../../text-field.tsx";
import { AdminFrame } from "./admin-frame.tsx";
import { EventsTable } from "./events-table.tsx";
import { nameOfStream } from "./stream-name.ts";
import { StreamsAway } from "./streams-away.tsx";

export type AskedEvents = {
  /** "" where nothing is asked. */
  readonly stream: string;
  readonly job: string;
  readonly user: string;
  readonly worker: string;
};

/**
 * Follows what happens to jobs. With JavaScript `follow-events` puts new rows on top; without it the page looks again
 * by itself.
 */
export function TailPage({
  messages,
  language,
  asked,
  streams,
  events,
  isUserKnown,
  isRefreshing,
  query,
  modules,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly asked: AskedEvents;
  readonly streams: readonly string[];
  /** Newest first; null while Redis does not answer. */
  readonly events: readonly StreamEvent[] | null;
  readonly isUserKnown: boolean;
  readonly isRefreshing: boolean;
  /** What is asked, as a query of an address; "" for everything. */
  readonly query: string;
  readonly modules: readonly string[];
}) {
  const { admin } = messages;
  const { tail, columns, events: words } = admin.streams;
  const path = localePath(language, "/admin/tail");
  const withQuery = (more: string) =>
    [path, [query, more].filter((part) => part !== "").join("&")]
      .filter((part) => part !== "")
      .join("?");
  return (
    <AdminFrame messages={messages} language={language} area="tail" title={admin.areas.tail}>
      <p>{tail.lead}</p>
      <form action={path} role="search" className="filter">
        <div className="field">
          <label htmlFor="stream">{tail.stream}</label>
          <select id="stream" name="stream" defaultValue={asked.stream}>
            <option value="">{admin.all}</option>
            {streams.map((name) => (
              <option key={name} value={name}>
                {nameOfStream(messages, name)}
              </option>
            ))}
          </select>
        </div>
        {(["job", "user", "worker"] as const).map((name) => (
          <TextField
            key={name}
            name={name}
            label={tail[name]}
            value={asked[name]}
            autoComplete="off"
            messages={messages}
            failure={undefined}
          />
        ))}
        <button className="button quiet" type="submit">
          {tail.filter}
        </button>
      </form>
      {!isUserKnown && (
        <p className="error" role="status">
          {tail.noSuchUser}
        </p>
      )}
      <noscript>
        <p className="soft">
          {isRefreshing ? tail.refreshing : tail.stopped}{" "}
          <a className="action" href={withQuery(isRefreshing ? "auto=0" : "")}>
            {isRefreshing ? tail.stopRefreshing : tail.refresh}
          </a>
        </p>
      </noscript>
      {events === null ? (
        <StreamsAway messages={messages} path={withQuery("")} />
      ) : (
        <div
          data-follow={`/admin/events${query === "" ? "" : `?${query}`}`}
          data-after={events[0]?.id}
          data-seen={JSON.stringify(
            events
              .filter(({ id }) => id === events[0]?.id)
              .map(({ stream, jobId }) => [stream, jobId]),
          )}
          data-job-path={localePath(language, "/admin/analyses/")}
          data-language={language}
        >
          <p className="follow">
            <button
              className="button quiet"
              type="button"
              hidden
              data-hold={tail.pause}
              data-go-on={tail.goOn}
            >
              {tail.pause}
            </button>{" "}
            <span
              role="status"
              data-live={tail.live}
              data-held={tail.paused}
              data-away={tail.reconnecting}
            />
          </p>
          <p className="soft" data-none hidden={events.length > 0}>
            {tail.none}
          </p>
          <EventsTable
            messages={messages}
            language={language}
            label={admin.areas.tail}
            events={events}
          />
          <template
            data-none={admin.none}
            data-names={JSON.stringify(
              Object.fromEntries(streams.map((name) => [name, nameOfStream(messages, name)])),
            )}
            data-words={JSON.stringify(words)}
            data-labels={JSON.stringify([
              admin.columns.when,
              columns.stream,
              columns.job,
              columns.event,
              columns.worker,
              columns.data,
            ])}
          />
        </div>
      )}
      {modules.map((address) => (
        <script key={address} type="module" src={address} />
      ))}
    </AdminFrame>
  );
}
