import { createLiveText } from "./talk/live-text.ts";

/*
 * Shows an answer while it is written. All words stand in the page, so it knows no language. What comes first is plain
 * text; at the end the answer comes once more as the page itself would have shown it.
 */
/** A piece of an answer and where in it it stands, in UTF-16 units. */
type Delta = { readonly seq: number; readonly at: number; readonly text: string };

/** A whole answer; `html` is as the page shows it. */
type Written = { readonly seq: number; readonly status: string; readonly html: string };

/** How long to wait before trying again where the browser itself has given up, milliseconds; doubled each time. */
const RETRY_MS = { first: 2_000, most: 60_000 };

/** How long the last sentence stands as it was read out before it is replaced, milliseconds. */
const SWAP_MS = 400;

function follow(page: {
  readonly root: HTMLElement;
  readonly log: HTMLElement;
  readonly answer: HTMLElement;
  readonly place: HTMLElement;
}): void {
  const { follow: events = "", page: address = "", seq = "", written = "" } = page.root.dataset;
  const live = createLiveText(page.place);
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let retryMs = RETRY_MS.first;
  let isOver = false;

  function open(): void {
    if (isOver) return;
    close();
    source = new EventSource(events);
    source.addEventListener("open", () => {
      retryMs = RETRY_MS.first;
      showWayOn(false);
    });
    source.addEventListener("delta", ({ data }: MessageEvent<string>) => {
      const { seq: of, at, text } = JSON.parse(data) as Delta;
      if (String(of) === seq) live.put(at, text);
    });
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      finish(JSON.parse(data) as Written);
    });
    source.addEventListener("error", () => {
      // CONNECTING means that the browser comes back by itself.
      if (source?.readyState !== EventSource.CLOSED) return;
      showWayOn(true);
      retry = setTimeout(open, retryMs);
      retryMs = Math.min(2 * retryMs, RETRY_MS.most);
    });
  }

  /** The link for whoever is not followed by a script, and while this one cannot. */
  function showWayOn(isShown: boolean): void {
    const link = page.log.querySelector<HTMLElement>("[data-go-on]");
    if (link) link.hidden = !isShown;
  }

  function close(): void {
    clearTimeout(retry);
    source?.close();
    source = undefined;
  }

  function finish({ seq: of, status, html }: Written): void {
    isOver = true;
    close();
    const isOther = String(of) !== seq;
    // Another answer than this page waits for, or one that can be tried again: the page itself knows what to show. But
    // it would not know what is being typed.
    const isTyping = page.root.querySelector("textarea")?.value !== "";
    if ((isOther || status !== "completed") && !isTyping) location.replace(address);
    if (isOther) return;
    const wasRead = live.end();
    setTimeout(() => show(html, wasRead, status), wasRead ? SWAP_MS : 0);
  }

  /** What was read out sentence by sentence is not read out again. */
  function show(html: string, wasRead: boolean, end: string): void {
    if (wasRead) page.log.setAttribute("aria-live", "off");
    page.answer.innerHTML = html;
    showWayOn(false);
    if (wasRead) setTimeout(() => page.log.removeAttribute("aria-live"), SWAP_MS);
    const status = page.root.querySelector("[role=status]");
    if (status) status.textContent = end === "completed" ? written : "";
    page.root.querySelector("[data-while-written]")?.remove();
    for (const form of page.root.querySelectorAll("form")) form.hidden = false;
  }

  addEventListener("pagehide", close);
  addEventListener("pageshow", () => {
    if (!source) open();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close();
    else open();
  });
  if (!document.hidden) open();
}

const root = document.querySelector<HTMLElement>("[data-follow]");
const log = root?.querySelector<HTMLElement>("[role=log]");
const answer = [...(log?.querySelectorAll<HTMLElement>("[data-answer]") ?? [])].at(-1);
const place = answer?.querySelector<HTMLElement>(".said");
if (root && log && answer && place) follow({ root, log, answer, place });
