"""Pictures of the results."""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

plt.rcParams.update({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True, "grid.alpha": 0.3,
                     "figure.dpi": 110, "svg.hashsalt": "longtake"})
COLOURS = ["#2a6f97", "#d1495b", "#66a182", "#edae49"]
TITLES = {"session": "Longtake", "naive": "naive workflow", "loop": "plain loop"}
OF_KIND = dict(zip(TITLES, COLOURS))


def save(figure, path):
    figure.tight_layout()
    figure.savefig(path)
    plt.close(figure)


def waiting(drawn, path):
    """Memory and CPU of the worker over time."""
    figure, (memory, cpu) = plt.subplots(2, 1, figsize=(8, 5.5), sharex=True)
    for (name, run), colour in zip(drawn.items(), COLOURS):
        samples = run["samples"]
        times = [s["t"] for s in samples]
        memory.plot(times, [s["rss"] for s in samples], color=colour, label=name)
        cpu.plot(times[1:], [100 * (b["cpu"] - a["cpu"]) / (b["t"] - a["t"]) for a, b in zip(samples, samples[1:])], color=colour)
        for moment, style in ((run["allWaiting"], ":"), (run["released"], "--")):
            for axes in (memory, cpu):
                axes.axvline(moment, color=colour, linestyle=style, linewidth=0.8)
    memory.axhline(1024, color="black", linewidth=0.8)
    memory.text(0, 1024, "target: 1 GiB", va="bottom")
    memory.set_ylabel("worker: memory, MB")
    memory.set_ylim(0)
    memory.legend(loc="lower right")
    cpu.set_ylabel("worker: CPU, % of a core")
    cpu.set_xlabel("seconds; dotted: all sessions wait, dashed: the backend lets them end")
    save(figure, path)


def overheads(values, target, path):
    """Distribution of the overhead of each program."""
    figure, axes = plt.subplots(figsize=(8, 3.6))
    for kind, seconds in values.items():
        ordered = sorted(seconds)
        shares = [(i + 1) / len(ordered) for i in range(len(ordered))]
        axes.step(ordered, shares, where="post", color=OF_KIND[kind], label=TITLES[kind])
    axes.axvline(target, color="black", linewidth=0.8)
    axes.text(target, 0.02, " target for p95", ha="left")
    axes.axhline(0.95, color="black", linewidth=0.5, linestyle=":")
    axes.set_xlim(0)
    axes.set_xlabel("overhead of a job, seconds")
    axes.set_ylabel("share of the jobs")
    axes.legend(loc="center right")
    save(figure, path)


def actions(counted, path):
    """Billable actions and history events by the number of polls."""
    figure, both = plt.subplots(1, 2, figsize=(8, 3.4))
    polls = sorted(counted)
    for axes, title in zip(both, ("billable actions", "history events")):
        for i, kind in enumerate(("naive", "session")):
            heights = [sum(counted[p][kind].values()) if title == "billable actions" else counted[p]["events"][kind] for p in polls]
            places = [n + (i - 0.5) * 0.36 for n in range(len(polls))]
            bars = axes.bar(places, heights, 0.36, color=OF_KIND[kind], label=TITLES[kind])
            axes.bar_label(bars, fmt="%.0f")
        axes.set_xticks(range(len(polls)), [f"{p} polls" for p in polls])
        axes.set_title(title)
        axes.grid(axis="x", visible=False)
    both[0].legend()
    save(figure, path)


def idle(result, count, path):
    """Memory over time, and how soon messages are taken up."""
    figure, (memory, messages) = plt.subplots(1, 2, figsize=(8, 3.4))
    for (name, samples), colour in zip(result["samples"].items(), COLOURS):
        if name != "backend":
            memory.plot([s["t"] for s in samples], [s["rss"] for s in samples], color=colour, label=name)
    memory.set_ylim(0)
    memory.set_ylabel("memory, MB")
    memory.set_xlabel(f"seconds, with up to {count} sessions")
    memory.legend()
    for (key, title), colour in zip((("accepted", "accepted"), ("arrived", "first at the backend"),
                                     ("arrivedAgain", "second at the backend")), COLOURS):
        ordered = sorted(result["messages"][key])
        messages.step(ordered, [(i + 1) / len(ordered) for i in range(len(ordered))], where="post", color=colour, label=title)
    messages.set_xlim(0)
    messages.set_xlabel("seconds")
    messages.set_ylabel("share of the messages")
    messages.legend()
    save(figure, path)
