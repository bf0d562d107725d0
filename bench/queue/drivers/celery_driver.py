"""Celery, one app for its producer and its workers: `celery_driver.py URL PREFETCH`, or `… worker QUEUE CONCURRENCY`."""

import json
import sys
import threading

import celery
import celery.signals
import redis

import bench_job
import drive


def make_app(url, queue, prefetch, keeps_results):
    app = celery.Celery("bench", broker=url, backend=url if keeps_results else None)
    app.conf.update(
        task_acks_late=True,
        task_default_queue=queue,
        worker_prefetch_multiplier=prefetch,
        worker_hijack_root_logger=False,
        broker_pool_limit=50,
        broker_connection_retry_on_startup=True,
    )
    app.task(name="quiet", ignore_result=True)(bench_job.run)
    app.task(name="told", ignore_result=False)(bench_job.run)
    return app


class Producer:
    def __init__(self, url, queue):
        self.url = url
        self.queue = queue
        self.app = make_app(url, queue, 1, keeps_results=False)
        self.task = self.app.tasks["quiet"]

    def add(self, job, **options):
        if job.delay_ms > 0:
            options["countdown"] = job.delay_ms / 1000
        self.task.apply_async((job.n, job.payload), task_id=job.id, **options)

    def add_many(self, jobs):
        # Celery has no way for many; one connection held for all of them is the nearest.
        with self.app.producer_pool.acquire(block=True) as producer:
            for job in jobs:
                self.add(job, producer=producer)

    def follow(self, on_done):
        self.app = make_app(self.url, self.queue, 1, keeps_results=True)
        self.task = self.app.tasks["told"]
        pubsub = redis.Redis.from_url(self.url).pubsub()
        pubsub.psubscribe("celery-task-meta-*")

        def listen():
            for message in pubsub.listen():
                if message["type"] == "pmessage":
                    on_done(json.loads(message["data"])["result"])

        threading.Thread(target=listen, daemon=True).start()

    def close(self):
        self.app.close()


class Workers:
    def __init__(self, url, queue):
        self.queue = queue
        self.url = url
        self.redis = redis.Redis.from_url(url)

    def command(self, concurrency):
        arguments = [self.url, sys.argv[2], "worker", self.queue, str(concurrency)]
        return [sys.executable, __file__, *arguments]

    def is_drained(self):
        return self.redis.llen(self.queue) + self.redis.hlen("unacked") == 0


if len(sys.argv) > 3:
    _, url, prefetch, _, queue, concurrency = sys.argv
    celery.signals.worker_ready.connect(lambda **_: bench_job.say("r"), weak=False)
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "-l", "ERROR"]
    pool = ["-P", "prefork", "-c", concurrency, "-n", f"w{id(quiet)}@%h"]
    make_app(url, queue, int(prefetch), keeps_results=True).worker_main(["worker", *pool, *quiet])
else:
    drive.serve(sys.argv[1], Producer, Workers)
