import type { Language } from "#core/reading/reading.ts";
import type { Role } from "#core/users/user.ts";
import { formatMoment } from "#locales/format-date.ts";
import { formatNumber } from "#locales/format-number.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { Paging } from "../../paging.tsx";
import { AdminFrame } from "./admin-frame.tsx";
import { AdminSearch } from "./admin-search.tsx";
import { AdminTable } from "./admin-table.tsx";

export type ShownUser = {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly isVerified: boolean;
  readonly readings: number;
  readonly registeredAt: string;
};

export function UsersPage({
  messages,
  language,
  users,
  ownId,
  search,
  total,
  page,
  pages,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly users: readonly ShownUser[];
  /** The admin who looks: nobody changes their own rights. */
  readonly ownId: string;
  readonly search: string;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}) {
  const { admin } = messages;
  const { columns } = admin;
  const path = localePath(language, "/admin/users");
  return (
    <AdminFrame messages={messages} language={language} area="users" title={admin.areas.users}>
      <AdminSearch
        messages={messages}
        language={language}
        path={path}
        label={admin.searchUsers}
        search={search}
        total={total}
      />
      {users.length > 0 && (
        <AdminTable
          label={admin.areas.users}
          columns={[
            columns.address,
            columns.role,
            columns.confirmed,
            columns.readings,
            columns.registered,
            columns.rights,
          ]}
          rows={users.map((user) => ({
            key: user.id,
            cells: [
              <a key="user" href={`${path}/${user.id}`}>
                {user.email}
              </a>,
              admin.roles[user.role],
              user.isVerified ? admin.yes : admin.no,
              formatNumber(language, user.readings),
              formatMoment(language, new Date(user.registeredAt)),
              user.id === ownId ? (
                admin.you
              ) : (
                <ChangeRights admin={admin} user={user} path={`${path}/${user.id}`} />
              ),
            ],
          }))}
        />
      )}
      <Paging
        messages={messages}
        path={path}
        page={page}
        pages={pages}
        query={search === "" ? {} : { search }}
      />
    </AdminFrame>
  );
}

/** Only leads to the user's own page, which asks once more. */
function ChangeRights({
  admin,
  user,
  path,
}: {
  readonly admin: Messages["admin"];
  readonly user: ShownUser;
  readonly path: string;
}) {
  const text = admin.change[user.role === "admin" ? "demote" : "promote"].submit;
  return (
    <a className="action" href={`${path}#rights`} aria-label={`${text}: ${user.email}`}>
      {text}
    </a>
  );
}
