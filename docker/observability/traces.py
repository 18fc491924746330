#!/usr/bin/env python3
"""Receives OpenTelemetry traces over HTTP (OTLP, protobuf) and prints each as a tree when it is stopped. For tests and rehearsals.

    traces.py PORT          (needs the Python package opentelemetry-proto)
    OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:PORT longtake make …
"""
import collections
import gzip
import http.server
import signal
import sys

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

spans = []


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            service = next((a.value.string_value for a in resource.resource.attributes if a.key == "service.name"), "?")
            spans.extend((service, span) for scope in resource.scope_spans for span in scope.spans)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def value(attribute):
    kind = attribute.value.WhichOneof("value")
    return getattr(attribute.value, kind)


def show():
    known = {span.span_id for _, span in spans}
    below = collections.defaultdict(list)
    for service, span in sorted(spans, key=lambda one: one[1].start_time_unix_nano):
        below[span.parent_span_id if span.parent_span_id in known else span.trace_id].append((service, span))

    def tree(key, depth, first):
        for service, span in below[key]:
            start = (span.start_time_unix_nano - first) / 1e9
            length = (span.end_time_unix_nano - span.start_time_unix_nano) / 1e9
            shown = " ".join(f"{a.key}={value(a)}" for a in span.attributes
                             if a.key.startswith(("longtake.", "http.", "error.", "process.exit")))
            failed = " ERROR" if span.status.code == 2 else ""
            print(f"{start:8.2f} s {length:8.2f} s  {'  ' * depth}{span.name} [{service}] {shown}{failed}")
            tree(span.span_id, depth + 1, first)

    for trace in sorted({span.trace_id for _, span in spans}):
        first = min(span.start_time_unix_nano for _, span in spans if span.trace_id == trace)
        print(f"trace {trace.hex()}: {sum(span.trace_id == trace for _, span in spans)} spans")
        tree(trace, 0, first)


def stop(*_):
    raise KeyboardInterrupt


signal.signal(signal.SIGTERM, stop)
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver)
try:
    server.serve_forever()
except KeyboardInterrupt:
    show()
