"""Runs the cases of the load test and prints Markdown. Started by `run`."""

import argparse
import datetime
import json
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time

import pictures
from processes import Processes, Sampler, say, until
from servers import ROOT, Backend, Topology

# The targets that the results are compared with.
MAX_WORKER_MB = 1024
MAX_OVERHEAD = 0.02
MAX_EVENTS = 0.2
MAX_SECONDS_TO_A_MESSAGE = 1.0


def jdks():
    """The oldest and the newest JDK that can run Longtake: [(release, java)]."""
    found = {}
    for home in sorted(pathlib.Path("/usr/lib/jvm").glob("*")):
        release = home / "release"
        if release.exists() and (home / "bin" / "javac").exists():
            version = re.search(r'JAVA_VERSION="(\d+)', release.read_text())
            if version and int(version.group(1)) >= 17:
                found[int(version.group(1))] = str(home / "bin" / "java")
    if not found:
        sys.exit("No JDK 17 or later in /usr/lib/jvm.")
    return [(r, found[r]) for r in sorted({min(found), max(found)})]


def percentile(values, share):
    """The smallest value that at least this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * int(share * 100) // 100) - 1)] if ordered else float("nan")


def met(condition):
    return "met" if condition else "**missed**"


class Bench:
    def __init__(self, options):
        self.options = options
        self.root, self.store = ROOT, options.store
        self.classpath = os.environ["LONGTAKE_LOAD_CLASSPATH"]
        composed = re.search(r"temporalio/server:([0-9.]+)", (ROOT / "docker-compose.yml").read_text())
        self.version = options.temporal_version or composed.group(1)
        self.jdks = [one for one in jdks() if not options.jdk or one[0] in options.jdk]
        self.photo = ROOT / "samples" / "mountains.jpg"
        self.lines, self.results = [], {}
        self.await_class_archives()

    def await_class_archives(self):
        """The launcher archives the classes of a new build in the background, 45 s after its first command on each JDK."""
        for _, java in self.jdks:
            subprocess.run([self.root / "longtake", "--version"], check=True, stdout=subprocess.DEVNULL,
                           env={**os.environ, "JAVA_HOME": str(self.jdk_home(java))})
        for release, _ in self.jdks:
            archive = self.root / "starter-cli" / "target" / "dist" / "current" / f"cds-{release}.jsa"
            until(f"the archive {archive}", 300, archive.exists, pause=1)

    def print(self, line=""):
        self.lines.append(line)
        print(line, flush=True)

    def topology(self, name, **script):
        folder = self.options.out / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        # PostgreSQL's user has to reach its folder.
        folder.chmod(0o755)
        processes = Processes(folder)
        return processes, Topology(self, processes, folder, **script)

    def jdk_home(self, java):
        return pathlib.Path(java).parent.parent

    def worker_options(self):
        return f"-Xmx{self.options.heap}" if self.options.heap else ""


def live_heap_mb(jdk_home, pid):
    """The heap in use after a collection, and its committed size."""
    jcmd = jdk_home / "bin" / "jcmd"
    for attempt in range(2):
        subprocess.run([jcmd, str(pid), "GC.run"], check=True, stdout=subprocess.DEVNULL)
    info = subprocess.run([jcmd, str(pid), "GC.heap_info"], check=True, capture_output=True, text=True).stdout
    # The two generations of the serial collector, which the launcher selects; their names differ between JDKs.
    sizes = re.findall(r"(?:(?:def new|tenured) generation|DefNew|Tenured)\s+total (\d+)K, used (\d+)K", info)
    return sum(int(u) for _, u in sizes) / 1024, sum(int(t) for t, _ in sizes) / 1024


# ---- sessions that wait ----


def waiting(bench):
    count = bench.options.waiting
    bench.print(f"\n### {count} sessions waiting in one worker\n")
    bench.print("Half have an open chat, half poll a render every 30 s. Heap: in use after a collection. CPU: share of one core"
                f" over {bench.options.watch} s.\n")
    bench.print("| JDK | open chats, renders | until all wait | heap | peak memory | threads | sockets | CPU: worker | Temporal"
                " | PostgreSQL | ends | sent twice | memory ≤ 1 GiB |")
    bench.print("|---|---|---|---|---|---|---|---|---|---|---|---|---|")
    drawn = {}
    for release, java in bench.jdks:
        drawn[f"JDK {release}"] = wait_on(bench, count, release, java)
    bench.results["waiting"] = drawn
    pictures.waiting(drawn, bench.options.pictures / "waiting.png")


def wait_on(bench, count, release, java):
    processes, topology = bench.topology(f"waiting-{release}")
    try:
        topology.start_worker(bench.jdk_home(java), bench.worker_options())
        sampler = Sampler(topology.pids())
        out = topology.folder / "out"
        began = time.monotonic()
        topology.generate("waiting", "--prefix=w", f"--sessions={count}", f"--photo={bench.photo}", f"--out={out}")

        def all_wait():
            ledger = topology.backend.ledger()
            return ledger["openChats"] >= (count + 1) // 2 and ledger["polledRenders"] >= count // 2

        until("all sessions wait", 120 + count, all_wait, pause=1)
        all_waiting = time.monotonic() - began
        # The caches that the start filled are not part of waiting.
        time.sleep(bench.options.settle)
        begin = time.monotonic()
        time.sleep(bench.options.watch)
        end = time.monotonic()
        ledger = topology.backend.ledger()
        heap, committed = live_heap_mb(bench.jdk_home(java), topology.worker.pid)
        topology.backend.release()
        until("all films arrive", 120 + count, lambda: len(list(out.glob("*.mp4"))) == count // 2, pause=1)
        until("all turns end", 120, lambda: turns_done(topology, count), pause=2)
        sampler.stop()
        totals = topology.backend.ledger()
        twice = totals["messagesTwice"] + totals["rendersTwice"] + totals["sessionsWithTwoRenders"] + totals["sessionsWithTwoUploads"]
        peak = sampler.peak("worker", "rss_mb")
        ends = "all" if totals["messages"] == count else f"{totals['messages']} messages"
        cpu = {name: f"{sampler.cpu_share(name, begin, end):.0f}%" for name in sampler.pids}
        bench.print(
            f"| {release} | {ledger['openChats']}, {ledger['polledRenders']} | {all_waiting:.0f} s | {heap:.0f} of {committed:.0f} MB"
            f" | {peak:.0f} MB | {sampler.peak('worker', 'threads', begin, end)} | {sampler.peak('worker', 'sockets', begin, end)}"
            f" | {cpu['worker']} | {cpu['Temporal']} | {cpu.get('PostgreSQL', 'SQLite')} | {ends} | {twice}"
            f" | {met(peak <= MAX_WORKER_MB)} |")
        return {"samples": sampler.series("worker"), "allWaiting": all_waiting, "released": end - began, "peak": peak,
                "heap": heap, "ledger": totals}
    finally:
        processes.stop_all()


def turns_done(topology, count):
    turns = topology.generate("check", "--prefix=w", f"--sessions={count}")
    return turns == {"edit done": count, "media done": count // 2, "export done": count // 2}


# ---- overhead and throughput ----


def jobs(bench):
    options = bench.options
    release, java = bench.jdks[-1]
    ideal = options.chat + (options.polls - 1) * options.interval
    bench.print(f"\n### Overhead per job\n")
    bench.print(f"A job uploads a photo, has a chat of {options.chat} s, and polls a render {options.polls} times, every"
                f" {options.interval} s: {ideal:.0f} s of waiting that no program can avoid. {options.jobs} jobs of each kind, at most"
                f" {options.at_once} at once, in {options.rounds} alternating rounds on JDK {release}. Overhead: time of the job"
                f" beyond these {ideal:.0f} s.\n")
    processes, topology = bench.topology("jobs", chat=options.chat, polls=options.polls)
    try:
        topology.start_worker(bench.jdk_home(java), bench.worker_options())
        topology.start_naive_worker(java)
        overheads = {"loop": [], "naive": [], "session": []}
        names = {kind: [] for kind in overheads}
        for number in range(options.rounds):
            for kind in overheads:
                prefix = f"{kind}-{number}"
                say(f"{options.jobs // options.rounds} jobs: {prefix}")
                times = topology.generate(
                    "jobs", f"--kind={kind}", f"--prefix={prefix}", f"--count={options.jobs // options.rounds}",
                    f"--at-once={options.at_once}", f"--poll-interval=PT{options.interval}S", f"--photo={bench.photo}",
                    f"--spacing=PT{options.spacing}S", f"--out={topology.folder / 'out'}", check=False)
                if times["failed"] or times["open"]:
                    bench.print(f"{prefix}: failed {times['failed']}, open {times['open']}\n")
                overheads[kind] += [seconds - ideal for seconds in times["jobs"].values()]
                names[kind] += list(times["jobs"])
        histories = {kind: topology.generate("histories", *[session_id(kind, name) for name in names[kind][:30]])
                     for kind in ("naive", "session")}
        totals = topology.backend.ledger()
        print_overheads(bench, overheads, histories, totals)
        bench.results["jobs"] = {"overheads": overheads, "ideal": ideal}
        pictures.overheads(overheads, options.main_job * MAX_OVERHEAD, options.pictures / "overhead.png")
        throughput(bench, topology)
    finally:
        processes.stop_all()


def session_id(kind, name):
    return f"session-{name}" if kind == "session" else name


def print_overheads(bench, overheads, histories, totals):
    main_job = bench.options.main_job
    bench.print("| program | jobs | overhead p50 | p95 | max | p95 of the main job's time | events | activities"
                " | start of an activity | action on its result |")
    bench.print("|---|---|---|---|---|---|---|---|---|---|")
    for kind, values in overheads.items():
        row = f"| {pictures.TITLES[kind]} | {len(values)} | {percentile(values, 0.5):.2f} s | {percentile(values, 0.95):.2f} s"
        row += f" | {max(values, default=float('nan')):.2f} s | {percentile(values, 0.95) / main_job:.1%}"
        if kind in histories:
            figures = histories[kind]
            row += f" | {statistics.median(f['events'] for f in figures):.0f}"
            row += f" | {statistics.median(f['activities'] for f in figures):.0f}"
            row += f" | {1000 * statistics.median(s for f in figures for s in f['scheduleToStart']):.0f} ms"
            row += f" | {1000 * statistics.median(s for f in figures for s in f['completedToNext']):.0f} ms |"
        else:
            row += " | | | | |"
        bench.print(row)
    p95 = percentile(overheads["session"], 0.95)
    bench.print(f"\nTarget, p95 at most {MAX_OVERHEAD:.0%} of the main job's {main_job} s ({main_job * MAX_OVERHEAD:.1f} s):"
                f" {met(p95 <= main_job * MAX_OVERHEAD)}. Messages sent twice: {totals['messagesTwice']}, renders submitted twice:"
                f" {totals['rendersTwice']}.")


def throughput(bench, topology):
    options = bench.options
    bench.print(f"\n### Sessions per minute\n")
    bench.print(f"{options.throughput} jobs whose chats and renders end at once, at most {options.throughput_at_once} at once. CPU:"
                " share of one core.\n")
    bench.print("| program | per minute | CPU: worker | Temporal | PostgreSQL | backend |")
    bench.print("|---|---|---|---|---|---|")
    earlier = topology.backend
    topology.use(Backend(topology.processes, bench.jdks[-1][1], bench.classpath, 0, 1, name="fast-backend"))
    rates = {}
    for kind in ("session", "loop"):
        pids = {**topology.pids(), "backend": topology.backend.process.pid}
        sampler = Sampler(pids, every=0.5)
        times = topology.generate(
            "jobs", f"--kind={kind}", f"--prefix=fast-{kind}", f"--count={options.throughput}",
            f"--at-once={options.throughput_at_once}", "--poll-interval=PT1S", f"--photo={bench.photo}",
            "--prompt=Zoom in. [at once]", f"--out={topology.folder / 'fast'}", check=False)
        sampler.stop()
        rates[kind] = 60 * len(times["jobs"]) / times["elapsed"]
        cpu = {name: f"{sampler.cpu_share(name, sampler.began, float('inf')):.0f}%" for name in pids}
        bench.print(f"| {pictures.TITLES[kind]} | {rates[kind]:.0f} | {cpu['worker']} | {cpu['Temporal']} | {cpu.get('PostgreSQL', 'SQLite')}"
                    f" | {cpu['backend']} |")
    topology.use(earlier)
    bench.results["throughput"] = rates


# ---- billable actions and history events ----


def actions(bench):
    options = bench.options
    bench.print("\n### Billable actions and history events of a job\n")
    bench.print("Actions: the Temporal server's own counter `action`, which counts what Temporal Cloud bills: starts of workflows"
                " (a child counts two), scheduled activities and each retry, delivered heartbeats, timers, signals, updates,"
                " queries, and changes of search attributes.\n")
    bench.print(f"A chat of {options.chat} s; one job of each kind for each row.\n")
    bench.print("| polls | actions: naive | Longtake | fewer | with `make` following | queries of `make` | events: naive | Longtake"
                " | ratio |")
    bench.print("|---|---|---|---|---|---|---|---|---|")
    release, java = bench.jdks[-1]
    processes, topology = bench.topology("actions", chat=options.chat)
    counted = {}
    try:
        topology.start_worker(bench.jdk_home(java), bench.worker_options())
        for polls in options.action_polls:
            topology.use(Backend(processes, java, bench.classpath, options.chat, polls, name=f"backend-{polls}"))
            naive_worker = topology.start_naive_worker(java)
            # The first job of a backend also requests a token.
            run_one(bench, topology, "session", f"first-{polls}", prompt="Zoom in. [at once]")
            counted[polls] = {}
            for kind in ("naive", "session"):
                counted[polls][kind] = count_actions(
                    topology, lambda: run_one(bench, topology, kind, f"{kind}-{polls}"))
            counted[polls]["make"] = count_actions(topology, lambda: make(bench, topology, java, f"make-{polls}"))
            events = {kind: topology.generate("histories", session_id(kind, f"{kind}-{polls}-0"))[0]["events"]
                      for kind in ("naive", "session")}
            counted[polls]["events"] = events
            processes.stop(naive_worker)
            totals = {kind: sum(counted[polls][kind].values()) for kind in ("naive", "session", "make")}
            queries = sum(n for kind, n in counted[polls]["make"].items() if "Query" in kind)
            ratio = events["session"] / events["naive"]
            verdict = f" ({met(ratio <= MAX_EVENTS)})" if polls == 60 else ""
            bench.print(f"| {polls} | {totals['naive']:.0f} | {totals['session']:.0f} | {met(totals['session'] < totals['naive'])}"
                        f" | {totals['make']:.0f} | {queries:.0f} | {events['naive']} | {events['session']} | {ratio:.2f}{verdict} |")
        bench.print("\nActions by kind, with " + f"{options.action_polls[-1]} polls:\n")
        print_kinds(bench, counted[options.action_polls[-1]])
        bench.results["actions"] = counted
        pictures.actions(counted, options.pictures / "actions.png")
    finally:
        processes.stop_all()


def print_kinds(bench, counted):
    kinds = sorted(set(counted["naive"]) | set(counted["session"]) | set(counted["make"]))
    bench.print("| kind | naive | Longtake | with `make` |\n|---|---|---|---|")
    for kind in kinds:
        bench.print(f"| `{kind}` | " + " | ".join(f"{counted[who].get(kind, 0):.0f}" for who in ("naive", "session", "make")) + " |")


def count_actions(topology, work):
    before = topology.temporal.actions()
    work()
    # The last report of a render and the end of its workflow follow the film.
    time.sleep(5)
    after = topology.temporal.actions()
    after.subtract(before)
    return {kind: n for kind, n in after.items() if n}


def run_one(bench, topology, kind, prefix, prompt="Zoom in slowly."):
    topology.generate("jobs", f"--kind={kind}", f"--prefix={prefix}", "--count=1", "--at-once=1", f"--prompt={prompt}",
                      f"--poll-interval=PT{bench.options.action_interval}S", f"--photo={bench.photo}",
                      f"--out={topology.folder / 'out'}")


def make(bench, topology, java, name):
    """The real command, which follows the job until the film is there."""
    film = topology.folder / "out" / f"{name}.mp4"
    interval = int(1000 * bench.options.action_interval)
    with open(topology.folder / "make.log", "ab") as log:
        subprocess.run([bench.root / "longtake", "make", bench.photo, "--session", name, "--prompt", "Zoom in slowly.", "--output",
                        film], check=True, stdout=log, stderr=log,
                       env={**os.environ, **topology.environment, "JAVA_HOME": str(bench.jdk_home(java)),
                            "LONGTAKE_RENDER_POLL_INTERVAL": f"{interval}ms"})


# ---- idle sessions ----


def idle(bench):
    options = bench.options
    release, java = bench.jdks[-1]
    bench.print(f"\n### {options.idle} open idle sessions\n")
    processes, topology = bench.topology("idle")
    try:
        topology.start_worker(bench.jdk_home(java), bench.worker_options())
        sampler = Sampler(topology.pids())
        before = {name: sampler_now(sampler, name) for name in sampler.pids}
        disk = topology.temporal.megabytes()
        started = topology.generate("idle", "--prefix=i", f"--sessions={options.idle}")
        time.sleep(options.settle)
        begin = time.monotonic()
        time.sleep(options.watch)
        end = time.monotonic()
        heap, _ = live_heap_mb(bench.jdk_home(java), topology.worker.pid)
        grown = topology.temporal.megabytes() - disk
        bench.print(f"JDK {release}, {bench.store}. Started in {started['seconds']:.0f} s ({60 * options.idle / started['seconds']:.0f}"
                    f" per minute). Before: without sessions. Worker: {heap:.0f} MB of heap in use after a collection. The store grew by"
                    f" {grown:.0f} MB ({1024 * grown / options.idle:.1f} KB for each session). CPU: share of one core.\n")
        bench.print("| process | memory before | memory | CPU while idle |\n|---|---|---|---|")
        for name in sampler.pids:
            if name != "backend":
                bench.print(f"| {name} | {before[name].rss_mb:.0f} MB | {sampler.peak(name, 'rss_mb', begin, end):.0f} MB"
                            f" | {sampler.cpu_share(name, begin, end):.1f}% |")
        taken = topology.generate("messages", "--prefix=i", f"--sessions={options.idle}", f"--count={options.messages}")
        sampler.stop()
        bench.print(f"\n{options.messages} messages, one after the other, to sessions chosen at random, two to each. The first one"
                    " also opens a session at the backend. Seconds until the session accepted it, and until the backend had it:\n")
        bench.print("| | p50 | p95 | max |\n|---|---|---|---|")
        for title, key in (("accepted", "accepted"), ("first message at the backend", "arrived"),
                           ("second message at the backend", "arrivedAgain")):
            values = taken[key]
            bench.print(f"| {title} | {percentile(values, 0.5):.2f} | {percentile(values, 0.95):.2f} | {max(values):.2f} |")
        slowest = max(taken["accepted"])
        bench.print(f"\nTarget, a message to any session is taken up within {MAX_SECONDS_TO_A_MESSAGE:.0f} s:"
                    f" {met(slowest <= MAX_SECONDS_TO_A_MESSAGE)} (accepted: {slowest:.2f} s at most).")
        bench.results["idle"] = {"samples": {name: sampler.series(name) for name in sampler.pids}, "messages": taken}
        pictures.idle(bench.results["idle"], options.idle, options.pictures / "idle.png")
    finally:
        processes.stop_all()


def sampler_now(sampler, name):
    until("a first sample", 20, lambda: sampler.samples[name])
    return sampler.samples[name][0]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--pictures", type=pathlib.Path, help="folder of the pictures; default: the output folder")
    parser.add_argument("--only", default="", help="waiting, jobs, actions, idle")
    parser.add_argument("--store", default="postgresql", choices=("postgresql", "dev"))
    parser.add_argument("--temporal-version", help="of the server with PostgreSQL; default: that of the compose file")
    parser.add_argument("--small", action="store_true", help="a short run with few sessions, to see that it works")
    parser.add_argument("--jdk", type=int, nargs="*", help="only these releases")
    parser.add_argument("--heap", default="384m", help="maximum heap of the worker; an empty value leaves it to the JVM")
    parser.add_argument("--waiting", type=int, help="sessions that wait at the same time")
    parser.add_argument("--watch", type=int, help="seconds of measuring while sessions wait or are idle")
    parser.add_argument("--settle", type=int, default=10, help="seconds before that")
    parser.add_argument("--jobs", type=int, help="jobs of each kind")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--at-once", type=int)
    parser.add_argument("--spacing", type=float, help="minimum seconds between the starts of two jobs")
    parser.add_argument("--chat", type=int, help="seconds of a chat")
    parser.add_argument("--polls", type=int)
    parser.add_argument("--interval", type=float, default=1, help="seconds between two polls")
    parser.add_argument("--main-job", type=float, default=224, help="seconds of the README's main job on this machine")
    parser.add_argument("--throughput", type=int)
    parser.add_argument("--throughput-at-once", type=int, default=32)
    parser.add_argument("--action-polls", type=int, nargs="*", default=[3, 60, 120])
    parser.add_argument("--action-interval", type=float, default=0.5)
    parser.add_argument("--idle", type=int)
    parser.add_argument("--messages", type=int)
    options = parser.parse_args()
    small = {"waiting": 50, "watch": 30, "jobs": 16, "rounds": 2, "at_once": 8, "spacing": 0.1, "chat": 5, "polls": 5,
             "throughput": 60, "idle": 500, "messages": 20}
    full = {"waiting": 1000, "watch": 120, "jobs": 200, "rounds": 4, "at_once": 20, "spacing": 0.5, "chat": 20, "polls": 10,
            "throughput": 600, "idle": 10_000, "messages": 100}
    for name, value in (small if options.small else full).items():
        if getattr(options, name) is None:
            setattr(options, name, value)
    # A stopped run stops its processes.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    options.out = options.out.resolve()
    options.pictures = (options.pictures or options.out).resolve()
    options.pictures.mkdir(parents=True, exist_ok=True)
    bench = Bench(options)
    bench.print(f"Measured {datetime.date.today()} on {cpu()}, {os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}, store"
                f" {bench.store}, Temporal server {bench.version if bench.store == 'postgresql' else '(development server)'}, worker"
                f" with {bench.worker_options() or 'default options'}.")
    cases = {"waiting": waiting, "jobs": jobs, "actions": actions, "idle": idle}
    for name, case in cases.items():
        if not options.only or name in options.only.split(","):
            case(bench)
    (options.out / "report.md").write_text("\n".join(bench.lines) + "\n")
    (options.out / "results.json").write_text(json.dumps(bench.results))


def cpu():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return "an unknown CPU"


if __name__ == "__main__":
    main()
