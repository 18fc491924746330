#!/usr/bin/env python3
"""The dashboard: writes Grafana's JSON, or draws each panel from a Prometheus server as a PNG.

    dashboard.py json > grafana/longtake.json
    dashboard.py draw http://127.0.0.1:9090 FOLDER [MINUTES]      (needs matplotlib)
"""
import datetime
import json
import sys
import urllib.parse
import urllib.request

# title, unit, [(query, legend)], what a reader should know
PANELS = [
    ("Turns per minute", "short",
     [("sum by (kind, outcome) (rate(longtake_turns_total[$__rate_interval])) * 60 > 0", "{{kind}} {{outcome}}")],
     "Turns that ended: uploads, edits, exports."),
    ("Unknown outcomes", "short",
     [('sum by (kind) (increase(longtake_turns_total{outcome="unknown"}[1h]))', "{{kind}}")],
     "In the last hour. Each has to be settled with longtake reconcile."),
    ("Time in queue, 95th percentile", "s",
     [("histogram_quantile(0.95, sum by (le, kind) (rate(longtake_turn_queue_seconds_bucket[$__rate_interval])))", "{{kind}}")],
     "From a request to the start of its turn: earlier turns of the same session."),
    ("Time of a turn, 95th percentile", "s",
     [("histogram_quantile(0.95, sum by (le, kind) (rate(longtake_turn_seconds_bucket[$__rate_interval])))", "{{kind}}")],
     "An export ends with its film."),
    ("Time per step, mean", "s",
     [("sum by (step) (rate(longtake_step_seconds_sum[$__rate_interval])) / sum by (step) (rate(longtake_step_seconds_count[$__rate_interval]))", "{{step}}")],
     "One attempt of each step."),
    ("Render speed", "short",
     [("sum(increase(longtake_render_film_seconds_total[$__range])) / sum(increase(longtake_render_seconds_total[$__range]))", "film seconds per second")],
     "Length of the films divided by the time of their renders, over the range of the dashboard."),
    ("Open chats and running renders", "short",
     [("sum(longtake_chats_open)", "chats"), ("max(longtake_renders_running)", "renders")],
     "Chats are counted by the worker that waits for them; a render by each worker that polls it."),
    ("Longest standstill of a render", "s", [("max(longtake_render_stalled_seconds)", "standstill")],
     "Time since the progress last changed."),
    ("Backend requests per second", "reqps",
     [("sum by (route) (rate(longtake_backend_request_seconds_count[$__rate_interval]))", "{{route}}")], ""),
    ("Backend failures per minute", "short",
     [('sum by (outcome, status) (rate(longtake_backend_request_seconds_count{outcome!="ok"}[$__rate_interval])) * 60', "{{outcome}} {{status}}")],
     "render_not_found is normal: a worker asks for a render before it submits it."),
    ("Activities: wait for a worker, 95th percentile", "s",
     [("histogram_quantile(0.95, sum by (le, task_queue) (rate(temporal_activity_schedule_to_start_latency_seconds_bucket[$__rate_interval])))", "{{task_queue}}")],
     "Grows when there are too few workers or slots."),
    ("Workflow tasks", "short",
     [("sum(rate(temporal_workflow_task_queue_poll_succeed_total[$__rate_interval])) * 60", "done per minute"),
      ("sum(increase(temporal_workflow_task_execution_failed_total[$__rate_interval])) or vector(0)", "failed")],
     "A failed workflow task is repeated; its session stands still until it succeeds."),
    ("Slots in use", "short",
     [("sum by (worker_type, task_queue) (temporal_worker_task_slots_used)", "{{worker_type}} {{task_queue}}")], ""),
    ("Credits per hour", "short", [("sum(rate(longtake_credits_used_total[$__rate_interval])) * 3600", "credits")],
     "Where the backend reports a balance. The studio is free."),
    ("Memory of the workers", "bytes",
     [('sum by (instance) (jvm_memory_used_bytes{area="heap"})', "{{instance}} heap"),
      ('sum by (instance) (jvm_memory_used_bytes{area="nonheap"})', "{{instance}} other")], ""),
    ("Threads of the workers", "short", [("jvm_threads_live_threads", "{{instance}}")], ""),
]


def grafana():
    panels = []
    for number, (title, unit, queries, description) in enumerate(PANELS):
        panels.append({
            "id": number + 1,
            "type": "timeseries",
            "title": title,
            "description": description,
            "datasource": {"type": "prometheus", "uid": "${datasource}"},
            "gridPos": {"x": 12 * (number % 2), "y": 8 * (number // 2), "w": 12, "h": 8},
            "fieldConfig": {"defaults": {"unit": unit, "min": 0}, "overrides": []},
            "targets": [{"refId": chr(65 + i), "expr": query, "legendFormat": legend}
                        for i, (query, legend) in enumerate(queries)],
        })
    return {
        "uid": "longtake",
        "title": "Longtake",
        "tags": ["longtake"],
        "schemaVersion": 39,
        "refresh": "30s",
        "time": {"from": "now-1h", "to": "now"},
        "templating": {"list": [{"name": "datasource", "label": "Data source", "type": "datasource", "query": "prometheus"}]},
        "panels": panels,
    }


def ask(server, query, start, end, step):
    query = query.replace("$__rate_interval", "60s").replace("$__range", f"{int(end - start)}s")
    form = urllib.parse.urlencode({"query": query, "start": start, "end": end, "step": step})
    with urllib.request.urlopen(f"{server}/api/v1/query_range?{form}", timeout=30) as answer:
        return json.load(answer)["data"]["result"]


def draw(server, folder, minutes):
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    end = datetime.datetime.now().timestamp()
    start = end - 60 * minutes
    figure, axes = plt.subplots((len(PANELS) + 1) // 2, 2, figsize=(16, 3.2 * ((len(PANELS) + 1) // 2)))
    for (title, unit, queries, _), axis in zip(PANELS, axes.flat):
        series = 0
        for query, legend in queries:
            for one in ask(server, query, start, end, 5):
                values = [(float(t), float(v)) for t, v in one["values"] if v != "NaN"]
                name = legend
                for label, value in one["metric"].items():
                    name = name.replace("{{" + label + "}}", value)
                series += bool(values)
                axis.plot([datetime.datetime.fromtimestamp(t) for t, _ in values], [v for _, v in values], label=name, marker=".", markersize=3)
        axis.set_title(f"{title} [{unit}]" if unit != "short" else title, fontsize=10)
        axis.set_xlim(datetime.datetime.fromtimestamp(start), datetime.datetime.fromtimestamp(end))
        axis.set_ylim(bottom=0)
        axis.tick_params(labelsize=7)
        axis.grid(alpha=0.3)
        if series:
            axis.legend(fontsize=6, loc="upper left")
        print(f"{series:3} series  {title}")
    figure.tight_layout()
    figure.savefig(f"{folder}/dashboard.png", dpi=80)


if __name__ == "__main__":
    if sys.argv[1:] == ["json"]:
        print(json.dumps(grafana(), indent=2))
    elif len(sys.argv) in (4, 5) and sys.argv[1] == "draw":
        draw(sys.argv[2].rstrip("/"), sys.argv[3], float(sys.argv[4]) if len(sys.argv) == 5 else 15)
    else:
        sys.exit(__doc__)
