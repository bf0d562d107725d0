import type { AuditAction } from "#core/audit/audit-action.ts";
import type { Language } from "#core/reading/reading.ts";
import type { Role } from "#core/users/user.ts";
import { formatMoment } from "#locales/format-date.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../../csrf-field.tsx";
import { type FormFailure, FormProblems } from "../../form-problems.tsx";
import { AdminFrame } from "./admin-frame.tsx";
import { AdminTable } from "./admin-table.tsx";

export type UserProps = {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly isVerified: boolean;
  readonly registeredAt: string;
  /** True for the admin who looks. */
  readonly isSelf: boolean;
  readonly audit: readonly {
    readonly action: AuditAction;
    readonly device: string | null;
    readonly place: string | null;
    readonly isOwn: boolean;
    readonly at: string;
  }[];
};

export function UserPage({
  messages,
  language,
  csrf,
  user,
  isChanged,
  failure,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly csrf: string;
  readonly user: UserProps;
  /** True right after the user's rights were changed. */
  readonly isChanged: boolean;
  readonly failure: FormFailure | undefined;
}) {
  const { admin, account } = messages;
  const { columns } = admin;
  const change = admin.change[user.role === "admin" ? "demote" : "promote"];
  const when = (moment: string) => formatMoment(language, new Date(moment));
  return (
    <AdminFrame messages={messages} language={language} area="users" title={user.email}>
      <FormProblems messages={messages} failure={failure} fallback="rights" />
      {isChanged && (
        <p className="note" role="status">
          {admin.changed}
        </p>
      )}
      <AdminTable
        label={user.email}
        columns={[columns.role, columns.confirmed, columns.registered]}
        rows={[
          {
            key: user.id,
            cells: [
              admin.roles[user.role],
              user.isVerified ? admin.yes : admin.no,
              when(user.registeredAt),
            ],
          },
        ]}
      />
      <p>
        <a
          className="action"
          href={`${localePath(language, "/admin/analyses")}?${new URLSearchParams({ search: user.email }).toString()}`}
        >
          {admin.theirReadings}
        </a>
      </p>

      <h2 id="rights" tabIndex={-1}>
        {columns.rights}
      </h2>
      {user.isSelf ? (
        <p>{admin.ownRights}</p>
      ) : (
        <>
          <p>{change.lead}</p>
          <form method="post" action={localePath(language, `/admin/users/${user.id}`)}>
            <CsrfField csrf={csrf} />
            <input type="hidden" name="role" value={user.role === "admin" ? "user" : "admin"} />
            <button className="button" type="submit">
              {change.submit}
            </button>
          </form>
        </>
      )}

      <h2>{account.audit.title}</h2>
      {user.audit.length === 0 ? (
        <p>{admin.noAudit}</p>
      ) : (
        <AdminTable
          label={account.audit.title}
          columns={[columns.when, columns.what, columns.device, columns.place]}
          rows={user.audit.map((entry, index) => ({
            key: `${entry.at} ${index}`,
            cells: [
              when(entry.at),
              account.audit.actions[entry.action] +
                (entry.isOwn || entry.action === "login_failed" ? "" : ` (${account.audit.byUs})`),
              entry.device ?? admin.none,
              entry.place ?? admin.none,
            ],
          }))}
        />
      )}
    </AdminFrame>
  );
}
