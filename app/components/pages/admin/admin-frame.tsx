import type { ReactNode } from "react";
import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";

export type AdminArea = "overview" | "dead" | "tail" | "users" | "analyses";

const paths: Record<AdminArea, string> = {
  overview: "/admin",
  dead: "/admin/dead-letters",
  tail: "/admin/tail",
  users: "/admin/users",
  analyses: "/admin/analyses",
};
const areas = ["overview", "dead", "tail", "users", "analyses"] as const;

/** Around every page of the admin area: the way to the others, and its title. */
export function AdminFrame({
  messages: { admin },
  language,
  area,
  title,
  children,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly area: AdminArea;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="admin">
      <nav aria-label={admin.title}>
        <ul className="contents">
          {areas.map((name) => (
            <li key={name}>
              <a
                className="action"
                href={localePath(language, paths[name])}
                aria-current={name === area ? "true" : undefined}
              >
                {name === area ? <b>{admin.areas[name]}</b> : admin.areas[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
