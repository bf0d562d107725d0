import type { Paid } from "#core/admin/list-analyses-with-cost.ts";
import type { AnalysisStatus } from "#core/analyses/analysis.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatMoment } from "#locales/format-date.ts";
import { formatDollars, formatNumber, formatSeconds } from "#locales/format-number.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { Paging } from "../../paging.tsx";
import { AdminFrame } from "./admin-frame.tsx";
import { AdminSearch } from "./admin-search.tsx";
import { AdminTable } from "./admin-table.tsx";
import { JobLink } from "./job-link.tsx";

const filters = [null, "queued", "processing", "completed", "failed", "cancelled"] as const;

/** How an analysis went. What it says, its name and its photos are its owner's alone. */
export type ShownAnalysis = {
  readonly id: string;
  readonly owner: { readonly id: string; readonly email: string } | null;
  readonly status: AnalysisStatus;
  readonly errorCode: string | null;
  readonly reader: "openai" | "builtin" | null;
  readonly attempts: number;
  readonly createdAt: string;
  readonly durationMs: number | null;
  readonly paid: Paid | null;
};

export function AnalysesPage({
  messages,
  language,
  analyses,
  search,
  status,
  total,
  page,
  pages,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly analyses: readonly ShownAnalysis[];
  readonly search: string;
  readonly status: AnalysisStatus | null;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}) {
  const { admin, readings } = messages;
  const { columns } = admin;
  const path = localePath(language, "/admin/analyses");
  const nameOf = (filter: AnalysisStatus | null) =>
    filter === null ? admin.all : readings.states[filter];
  const filterBy = (filter: AnalysisStatus | null) =>
    `${path}?${new URLSearchParams(queryOf(search, filter)).toString()}`;
  return (
    <AdminFrame
      messages={messages}
      language={language}
      area="analyses"
      title={admin.areas.analyses}
    >
      <AdminSearch
        messages={messages}
        language={language}
        path={path}
        label={admin.searchAnalyses}
        search={search}
        total={total}
        keep={queryOf("", status)}
      />
      <nav aria-label={columns.status}>
        <ul className="contents">
          {filters.map((filter) => (
            <li key={filter ?? "all"}>
              <a
                className="action"
                href={filterBy(filter)}
                aria-current={filter === status ? "true" : undefined}
              >
                {filter === status ? <b>{nameOf(filter)}</b> : nameOf(filter)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {analyses.length > 0 && (
        <AdminTable
          label={admin.areas.analyses}
          columns={[
            columns.id,
            columns.owner,
            columns.status,
            columns.error,
            columns.reader,
            columns.attempts,
            columns.created,
            columns.duration,
            columns.tokens,
            columns.cost,
          ]}
          rows={analyses.map((analysis) => ({
            key: analysis.id,
            cells: [
              <JobLink key="id" language={language} stream="analyses" id={analysis.id} />,
              analysis.owner === null ? (
                admin.guest
              ) : (
                <a href={localePath(language, `/admin/users/${analysis.owner.id}`)}>
                  {analysis.owner.email}
                </a>
              ),
              readings.states[analysis.status],
              analysis.errorCode ?? admin.none,
              analysis.reader === null ? admin.none : admin.readers[analysis.reader],
              formatNumber(language, analysis.attempts),
              formatMoment(language, new Date(analysis.createdAt)),
              analysis.durationMs === null
                ? admin.none
                : formatSeconds(language, analysis.durationMs),
              analysis.paid === null ? admin.none : formatNumber(language, analysis.paid.tokens),
              analysis.paid === null ? admin.none : formatDollars(language, analysis.paid.cost),
            ],
          }))}
        />
      )}
      <Paging
        messages={messages}
        path={path}
        page={page}
        pages={pages}
        query={queryOf(search, status)}
      />
    </AdminFrame>
  );
}

function queryOf(search: string, status: AnalysisStatus | null): Record<string, string> {
  return { ...(search === "" ? {} : { search }), ...(status === null ? {} : { status }) };
}
