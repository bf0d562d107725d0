"""Makes a Python process a driver: what serve.ts is to those in TypeScript, over the same lines of JSON (protocol.ts).

A system brings two classes. Producer(url, queue): add, add_many, follow, close. Workers(url, queue): command, the
arguments of one worker's process, and is_drained.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time

FIRST_MS = 0x19A_0000_0000
NOTE = "a photo of a left palm taken by a window, to be read in English for a guest; "
TICKS = os.sysconf("SC_CLK_TCK")
tell_lock = threading.Lock()


def now():
    return time.monotonic_ns() / 1e6


def id_of(n):
    ms = format(FIRST_MS + n, "012x")
    random = format((n * 2654435761) % 0x1000, "03x")
    return f"{ms[:8]}-{ms[8:]}-7{random}-8{random}-{n:012x}"


def number_of(job_id):
    return int(job_id[24:], 16)


class Job:
    def __init__(self, n, users, delay_ms=0):
        self.n = n
        self.id = id_of(n)
        self.user = {"twenty": f"user-{n % 20}", "own": f"user-{n}"}.get(users, "hog")
        self.delay_ms = delay_ms
        payload = {"n": n, "id": self.id, "user": self.user, "note": ""}
        missing = 200 - len(json.dumps(payload, separators=(",", ":")))
        self.payload = {**payload, "note": (NOTE * 3)[:missing]}


def cpu_of_tree(pids):
    """Milliseconds that these processes and what they have started have used."""
    parents, used = {}, {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(name)] = int(fields[1])
        used[int(name)] = sum(int(field) for field in fields[11:15])
    tree = set(pids)
    grows = True
    while grows:
        found = {pid for pid, parent in parents.items() if parent in tree}
        grows = not found <= tree
        tree |= found
    return sum(used.get(pid, 0) for pid in tree) * 1000 / TICKS


class Shift:
    """Workers at a queue, and what their jobs have told."""

    def __init__(self, workers, request):
        self.workers = workers
        self.request = request
        # Without a name: it goes with the last process that has it open.
        self.log = tempfile.TemporaryFile(mode="a+b")
        self.read_to = 0
        self.rest = b""
        self.starts = []
        self.done = 0
        self.is_ready = False
        self.cpu_at_start = 0
        fds = [self.log.fileno()]
        env = {**os.environ, "BENCH_LOG_FD": str(fds[0]), "BENCH_SLEEP_MS": str(request["sleepMs"])}
        if request["watch"]:
            fds.append(os.dup(1))
            env["BENCH_TELL_FD"] = str(fds[1])
        command = workers.command(request["concurrency"])
        self.processes = [
            subprocess.Popen(
                command, env=env, pass_fds=fds, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
            for _ in range(request["workers"])
        ]
        while not self.is_ready and not self.starts:
            self.look()
            time.sleep(0.005)
            if any(process.poll() is not None for process in self.processes):
                raise RuntimeError("a worker has ended")
        self.cpu_at_start = self.cpu()

    def cpu(self):
        return cpu_of_tree([process.pid for process in self.processes])

    def look(self):
        text = os.pread(self.log.fileno(), 1 << 22, self.read_to)
        self.read_to += len(text)
        text = self.rest + text
        *lines, self.rest = text.split(b"\n")
        for line in lines:
            kind, *words = line.split()
            if kind == b"r":
                self.is_ready = True
            elif kind == b"s":
                self.starts.append([int(words[0]), int(words[1]) / 1e6])
            else:
                self.done += 1

    def finish(self, limit_ms):
        until = now() + limit_ms
        while self.done < self.request["count"] and now() < until:
            time.sleep(0.005)
            self.look()
        while not self.workers.is_drained() and now() < until:
            time.sleep(0.002)
        began = min((at for _, at in self.starts), default=now())
        figures = {"ms": now() - began, "cpuMs": self.cpu() - self.cpu_at_start, "done": self.done}
        figures["starts"] = self.starts if self.request["record"] else []
        self.stop()
        return figures

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
        self.log.close()


def tell(message):
    with tell_lock:
        os.write(1, json.dumps(message).encode() + b"\n")


def serve(url, make_producer, make_workers):
    producers, shifts = {}, {}

    def producer_of(queue):
        if queue not in producers:
            producers[queue] = make_producer(url, queue)
        return producers[queue]

    def add(request):
        producer = producer_of(request["queue"])
        first = request["from"]
        jobs = [Job(n, request["users"]) for n in range(first, first + request["count"])]
        width = 1 if request["how"] == "serial" else request["width"]
        started, cpu = now(), time.process_time()
        if request["how"] == "bulk":
            producer.add_many(jobs)
        elif width == 1:
            for job in jobs:
                producer.add(job)
        else:
            lanes = [threading.Thread(target=add_all, args=(producer, jobs[i::width])) for i in range(width)]
            for lane in lanes:
                lane.start()
            for lane in lanes:
                lane.join()
        return {"ms": now() - started, "cpuMs": (time.process_time() - cpu) * 1000}

    def send(request):
        producer = producer_of(request["queue"])
        offsets = request["offsetsMs"]
        delays = request.get("delaysMs") or [0] * len(offsets)
        jobs = [Job(request["from"] + i, request["users"], delays[i]) for i in range(len(offsets))]
        seen = []
        if request["follow"]:
            producer.follow(lambda n: seen.append([n, now()]))
        base = now() + 20
        for job, offset in zip(jobs, offsets):
            wait = base + offset - now()
            if wait > 0:
                time.sleep(wait / 1000)
            producer.add(job)
        until = now() + 10_000
        while request["follow"] and len(seen) < len(jobs) and now() < until:
            time.sleep(0.005)
        return {"intended": [base + offset for offset in offsets], "seen": seen}

    def work(request):
        shifts[request["queue"]] = Shift(make_workers(url, request["queue"]), request)
        return {}

    def rest(_):
        for producer in producers.values():
            producer.close()
        producers.clear()
        return {}

    def stop(request):
        shifts.pop(request["queue"]).stop()
        return {}

    answers = {
        "add": add,
        "send": send,
        "work": work,
        "finish": lambda request: shifts.pop(request["queue"]).finish(request["limitMs"]),
        "stop": stop,
        "committed": lambda _: {},
        "usage": lambda _: {"cpuMs": sum(shift.cpu() for shift in shifts.values())},
        "rest": rest,
    }

    def answer(request):
        try:
            tell({"id": request["id"], "value": answers[request["do"]](request)})
        except Exception as error:
            tell({"id": request["id"], "error": repr(error)})

    tell({"ready": True})
    for line in sys.stdin:
        answer(json.loads(line))
    for shift in shifts.values():
        shift.stop()


def add_all(producer, jobs):
    for job in jobs:
        producer.add(job)
