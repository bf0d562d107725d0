"""The job itself, as workers of Celery and RQ run it. What it tells goes into a file, or down a pipe of the driver."""

import os
import time

def say(line):
    os.write(int(os.environ["BENCH_LOG_FD"]), line.encode() + b"\n")


def run(n, payload=None):
    told = os.environ.get("BENCH_TELL_FD")
    say(f"s {n} {time.monotonic_ns()}")
    sleep_ms = float(os.environ["BENCH_SLEEP_MS"])
    if sleep_ms > 0:
        time.sleep(sleep_ms / 1000)
    say(f"d {n}")
    if told:
        os.write(int(told), b'{"done": %d}\n' % n)
    return n
