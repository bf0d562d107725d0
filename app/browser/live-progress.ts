/**
 * Follows the event stream of an analysis and keeps the waiting page up to date. Everything it says stands
 * in the page's own elements, so it knows no language.
 */
const root = document.querySelector<HTMLElement>("[data-events]");
if (root) follow(root);

type Status = {
  status: string;
  stage: string;
  queue_position: number | null;
  notice: string | null;
};

/** How long to wait before trying again where the browser itself has given up, milliseconds. */
const RETRY_MS = 5_000;

function follow(page: HTMLElement): void {
  const events = page.dataset["events"] ?? "";
  const address = page.dataset["page"] ?? "";
  const states = page.querySelector("template")?.dataset ?? {};
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    clearTimeout(retry);
    source?.close();
    source = new EventSource(events);
    source.addEventListener("progress", ({ data }: MessageEvent<string>) => {
      show(JSON.parse(data) as Status);
    });
    source.addEventListener("error", () => {
      // CONNECTING means that the browser comes back by itself.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
    });
  }

  function close(): void {
    clearTimeout(retry);
    source?.close();
    source = undefined;
  }

  function show({ status, stage, queue_position: before, notice }: Status): void {
    if (status !== "queued" && status !== "processing") {
      close();
      location.replace(address);
      return;
    }
    const items = [...page.querySelectorAll<HTMLElement>("[data-stage]")];
    const current = items.findIndex((item) => item.dataset["stage"] === stage);
    items.forEach((item, index) => {
      const state = index < current ? "finished" : index === current ? "current" : "ahead";
      item.className = state;
      item.toggleAttribute("aria-current", state === "current");
      if (state === "current") item.setAttribute("aria-current", "step");
      const word = item.querySelector("span");
      if (word) word.textContent = states[state] ?? "";
    });
    say(page.querySelector(".lead"), items[current]?.dataset["now"]);
    const held = page.querySelector<HTMLElement>("[data-notice]");
    if (held) held.hidden = notice === null;
    say(held, notice ?? "");
    const waiting = page.querySelector<HTMLElement>("[data-before]");
    if (waiting) {
      waiting.hidden = !before;
      say(waiting.querySelector("b"), String(before ?? 0));
    }
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

/** Changes the text only when it differs, so that it is read out once. */
function say(element: Element | null, text: string | undefined): void {
  if (element && text !== undefined && element.textContent !== text) element.textContent = text;
}
