/**
 * Follows what happens to jobs and puts each event as a row on top of the list. All words stand in the page, so it
 * knows no language.
 */
const root = document.querySelector<HTMLElement>("[data-follow]");
if (root) follow(root);

type StreamEvent = {
  readonly id: string;
  readonly stream: string;
  readonly job_id: string;
  readonly type: string;
  readonly worker: string | null;
  readonly data: unknown;
};

/** Rows that the list keeps, and events that wait while it is held. */
const SHOWN = 200;

/** How long to wait before trying again where the browser itself has given up, milliseconds. */
const RETRY_MS = 5_000;

/** A stream ends every minute and is opened again; only a longer absence is told. */
const AWAY_MS = 5_000;

function follow(page: HTMLElement): void {
  const body = page.querySelector("tbody");
  const button = page.querySelector("button");
  const status = page.querySelector<HTMLElement>("[role=status]");
  const words = page.querySelector("template")?.dataset ?? {};
  const names = JSON.parse(words["names"] ?? "{}") as Record<string, string>;
  const types = JSON.parse(words["words"] ?? "{}") as Record<string, string>;
  const labels = JSON.parse(words["labels"] ?? "[]") as string[];
  const time = new Intl.DateTimeFormat(`${page.dataset["language"] ?? "en"}-IN`, {
    timeStyle: "medium",
    hourCycle: "h23",
    timeZone: "Asia/Kolkata",
  });
  const held: StreamEvent[] = [];
  /** How far the list is, and what stands in it of that very id: of those the stream tells once more. */
  let last = page.dataset["after"] ?? "";
  const seen = new Set((JSON.parse(page.dataset["seen"] ?? "[]") as string[][]).map(String));
  let isHeld = false;
  let isAway = false;
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let absence: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    clearTimeout(retry);
    source?.close();
    source = new EventSource(address());
    source.addEventListener("job", ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as StreamEvent;
      if (!isNew(event)) return;
      if (!isHeld) show(event);
      else if (held.push(event) > SHOWN) held.shift();
    });
    source.addEventListener("open", () => {
      clearTimeout(absence);
      absence = undefined;
      tell(false);
    });
    source.addEventListener("error", () => {
      absence ??= setTimeout(() => tell(true), AWAY_MS);
      // CONNECTING means that the browser comes back by itself.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
    });
  }

  function address(): string {
    const follow = page.dataset["follow"] ?? "";
    return last === "" ? follow : `${follow}${follow.includes("?") ? "&" : "?"}after=${last}`;
  }

  function isNew({ id, stream, job_id: job }: StreamEvent): boolean {
    if (id !== last) seen.clear();
    last = id;
    const key = String([stream, job]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  }

  function close(): void {
    clearTimeout(retry);
    clearTimeout(absence);
    absence = undefined;
    source?.close();
    source = undefined;
  }

  function show(event: StreamEvent): void {
    page.querySelector<HTMLElement>("[data-none]")?.setAttribute("hidden", "");
    const row = document.createElement("tr");
    const cells = [
      time.format(new Date(Number(event.id.split("-")[0]))),
      names[event.stream] ?? event.stream,
      jobCell(event),
      types[event.type] ?? event.type,
      event.worker ?? words["none"] ?? "",
      event.data === null ? (words["none"] ?? "") : code(JSON.stringify(event.data)),
    ];
    cells.forEach((content, index) => {
      const cell = document.createElement("td");
      cell.dataset["label"] = labels[index] ?? "";
      cell.append(content);
      row.append(cell);
    });
    body?.prepend(row);
    while ((body?.rows.length ?? 0) > SHOWN) body?.lastElementChild?.remove();
  }

  function jobCell({ stream, job_id: id }: StreamEvent): Node {
    if (stream !== "analyses" || id === "") return code(id);
    const link = document.createElement("a");
    link.href = (page.dataset["jobPath"] ?? "") + encodeURIComponent(id);
    link.append(code(id));
    return link;
  }

  /** Said only when it changes, so that it is read out once. */
  function tell(away: boolean): void {
    isAway = away;
    const text = status?.dataset[isHeld ? "held" : isAway ? "away" : "live"] ?? "";
    if (status && status.textContent !== text) status.textContent = text;
  }

  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      isHeld = !isHeld;
      button.textContent = button.dataset[isHeld ? "goOn" : "hold"] ?? "";
      tell(isAway);
      if (!isHeld) for (const event of held.splice(0)) show(event);
    });
  }
  addEventListener("pagehide", close);
  addEventListener("pageshow", () => {
    if (!source) open();
  });
  open();
}

function code(text: string): HTMLElement {
  const element = document.createElement("code");
  element.textContent = text;
  return element;
}
