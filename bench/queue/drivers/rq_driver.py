"""RQ: `rq_driver.py URL simple|forking`, or `… worker QUEUE`."""

import sys

import redis
import rq

import bench_job
import drive


class Producer:
    def __init__(self, url, queue):
        self.redis = redis.Redis.from_url(url)
        self.queue = rq.Queue(queue, connection=self.redis)

    def add(self, job):
        # What is finished leaves at once, as with the others.
        self.queue.enqueue(
            "bench_job.run", args=(job.n, job.payload), job_id=job.id, result_ttl=0
        )

    def add_many(self, jobs):
        for start in range(0, len(jobs), 1000):
            prepared = [
                rq.Queue.prepare_data(
                    "bench_job.run", args=(job.n, job.payload), job_id=job.id, result_ttl=0
                )
                for job in jobs[start : start + 1000]
            ]
            self.queue.enqueue_many(prepared)

    def close(self):
        self.redis.close()


class Workers:
    def __init__(self, url, queue):
        self.url = url
        self.queue = queue
        self.redis = redis.Redis.from_url(url)

    def command(self, _):
        return [sys.executable, __file__, self.url, sys.argv[2], "worker", self.queue]

    def is_drained(self):
        waiting = self.redis.llen(f"rq:queue:{self.queue}")
        return waiting + self.redis.zcard(f"rq:wip:{self.queue}") == 0


if len(sys.argv) > 3:
    _, url, kind, _, queue = sys.argv
    connection = redis.Redis.from_url(url)
    worker = {"simple": rq.SimpleWorker, "forking": rq.Worker}[kind]
    bench_job.say("r")
    worker([rq.Queue(queue, connection=connection)], connection=connection).work(
        logging_level="ERROR"
    )
else:
    drive.serve(sys.argv[1], Producer, Workers)
