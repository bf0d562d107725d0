import type { Messages } from "#locales/messages.ts";

/** The way to the newer and the older pages of a list; nothing when there is one page only. */
export function Paging({
  messages: { paging },
  path,
  page,
  pages,
  query = {},
}: {
  readonly messages: Messages;
  readonly path: string;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** What else the address asks for. */
  readonly query?: Readonly<Record<string, string>>;
}) {
  if (pages <= 1) return null;
  const to = (target: number) =>
    `${path}?${new URLSearchParams({ ...query, page: String(target) }).toString()}`;
  return (
    <nav className="paging" aria-label={paging.label}>
      {page > 1 && (
        <a className="action" rel="prev" href={to(page - 1)}>
          {paging.newer}
        </a>
      )}
      <span>{paging.here({ page, pages })}</span>
      {page < pages && (
        <a className="action" rel="next" href={to(page + 1)}>
          {paging.older}
        </a>
      )}
    </nav>
  );
}
