import { NoSuchJob } from "#core/admin/admin-failures.ts";
import { findStreamOfJob } from "#core/admin/job-rows.repo.ts";
import { retryJob } from "#core/admin/retry-job.ts";
import { adminOnly } from "#http/admin-only.server.ts";
import { readJobId } from "#http/read-job-id.server.ts";
import { privateJson } from "#http/json.server.ts";
import { byMethod, nothingToRead } from "#http/method.server.ts";
import { api } from "#http/route.server.ts";
import type { RetriedJob } from "#http/wire/admin-answers.server.ts";

export const loader = api(adminOnly(nothingToRead));

export const action = api(
  adminOnly(async (args, { id: actorId }) =>
    byMethod({
      POST: async ({ deps, params }) => {
        const id = readJobId(params["jobId"]);
        const stream = id === undefined ? undefined : await findStreamOfJob(deps.db, id);
        if (id === undefined || stream === undefined) throw new NoSuchJob();
        await retryJob(deps, { stream, id, actorId });
        return privateJson({ job_id: id, stream, status: "queued" } satisfies RetriedJob, {
          status: 202,
        });
      },
    })(args),
  ),
);
