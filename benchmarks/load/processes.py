"""Starts processes, measures them from /proc, and stops those that it started."""

import dataclasses
import os
import pathlib
import random
import socket
import subprocess
import sys
import threading
import time

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 2**20


def say(text):
    print(f"== {text}", file=sys.stderr, flush=True)


def free_port():
    """A port below 32768, because Temporal stores the ports of its members in a smallint."""
    while True:
        port = random.randint(20000, 32000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


def until(what, seconds, condition, pause=0.2):
    """Waits for a condition; exits if it is not met in time."""
    end = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            sys.exit(f"not reached in {seconds:.0f} s: {what}")
        time.sleep(pause)


def listens(port):
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclasses.dataclass
class Sample:
    """One look at a process and its children."""

    at: float
    cpu: float
    rss_mb: float
    threads: int
    sockets: int


def look(pid):
    """CPU seconds, memory, threads and open sockets of a process; of all its processes, for PostgreSQL."""
    family = [pid] + (children(pid) if name(pid) == "postgres" else [])
    cpu = memory = threads = opened = 0
    for one in family:
        try:
            stat = pathlib.Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            cpu += sum(map(int, stat[11:15])) / TICKS
            threads += int(stat[17])
            # PostgreSQL's processes share its buffers.
            memory += int(stat[21]) * PAGE_MB if len(family) == 1 else share_mb(one)
            folder = f"/proc/{one}/fd"
            opened += sum(os.readlink(f"{folder}/{fd}").startswith("socket:") for fd in os.listdir(folder))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return Sample(time.monotonic(), cpu, memory, threads, opened)


def name(pid):
    return pathlib.Path(f"/proc/{pid}/comm").read_text().strip()


def share_mb(pid):
    """Memory, divided by the number of processes that share it."""
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0


def children(pid):
    try:
        return [int(c) for c in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


class Sampler:
    """Looks at some processes at regular times, in the background."""

    def __init__(self, pids, every=2.0):
        self.pids, self.every = pids, every
        self.began = time.monotonic()
        self.samples = {name: [] for name in pids}
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while True:
            for name, pid in self.pids.items():
                self.samples[name].append(look(pid))
            if self.stopped.wait(self.every):
                return

    def stop(self):
        self.stopped.set()
        self.thread.join()
        return self

    def window(self, name, begin, end):
        return [s for s in self.samples[name] if begin <= s.at <= end]

    def cpu_share(self, name, begin, end):
        """Share of one core, in percent."""
        seen = self.window(name, begin, end)
        return 100 * (seen[-1].cpu - seen[0].cpu) / (seen[-1].at - seen[0].at) if len(seen) > 1 else float("nan")

    def peak(self, name, field, begin=0.0, end=float("inf")):
        return max((getattr(s, field) for s in self.window(name, begin, end)), default=float("nan"))

    def series(self, name):
        return [dict(t=round(s.at - self.began, 2), cpu=round(s.cpu, 2), rss=round(s.rss_mb, 1), threads=s.threads,
                     sockets=s.sockets) for s in self.samples[name]]


class Processes:
    """The processes of a run. Each has a log in the folder."""

    def __init__(self, folder):
        self.folder = folder
        self.running = []

    def start(self, name, command, environment=None, **options):
        log = open(self.folder / f"{name}.log", "ab")
        process = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                   env={**os.environ, **(environment or {})}, **options)
        log.close()
        self.running.append(process)
        return process

    def stop(self, process, seconds=30):
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if process in self.running:
            self.running.remove(process)

    def stop_all(self):
        for process in reversed(self.running[:]):
            self.stop(process)
