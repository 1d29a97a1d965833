"""OpenTelemetry is told of the questions where the user has configured it, and of nothing that stands in the text."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.network.carried_out import REPORTS
from tests.network.misbehaving import Plan, Server, serving

SMALL = next(REPORTS.glob("000_*"))


@contextmanager
def collecting() -> Iterator[tuple[str, dict[str, list[bytes]]]]:
    """Take in what is exported, by path."""
    got: dict[str, list[bytes]] = {"/v1/traces": [], "/v1/metrics": []}

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got[self.path].append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", got
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def run(server: Server, folder: Path, **environment: str) -> None:
    known = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
    command = [sys.executable, "-m", "summarizer", "run", str(SMALL), "-o", str(folder / "out"), "--cache", str(folder / "cache")]
    command += ["--model", "some-model", "--base-url", server.url, "-q", "--format", "record"]
    done = subprocess.run(command, env={**known, **environment}, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in (0, 3), done.stderr


def values(attributes: Any) -> dict[str, Any]:
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in attributes}


def test_each_question_is_a_span_by_the_conventions_and_counts_in_two_metrics(tmp_path: Path) -> None:
    def refused(body: dict[str, Any]) -> str:
        return "refusal" if "条目：" in body["messages"][1]["content"] else ""

    with serving(Plan(), lasting=refused) as server, collecting() as (url, got):
        run(server, tmp_path, OTEL_EXPORTER_OTLP_ENDPOINT=url, OTEL_SERVICE_NAME="brief")

    exported = [ExportTraceServiceRequest.FromString(body) for body in got["/v1/traces"]]
    spans = [span for one in exported for part in one.resource_spans for scope in part.scope_spans for span in scope.spans]
    said = [values(span.attributes) for span in spans]
    assert len(spans) == len(server.served)
    assert {span.name for span in spans} == {"chat some-model"}
    assert {span.kind for span in spans} == {3}
    assert all(one["gen_ai.operation.name"] == "chat" and one["server.address"] == "127.0.0.1" for one in said)
    assert [one["error.type"] for one in said if "error.type" in one] == ["refused"]
    assert all(one["gen_ai.usage.input_tokens"] > 0 for one in said if "error.type" not in one)
    assert "生产总值".encode() not in b"".join(got["/v1/traces"] + got["/v1/metrics"])

    metrics = [ExportMetricsServiceRequest.FromString(body) for body in got["/v1/metrics"]]
    names = {
        metric.name
        for one in metrics
        for part in one.resource_metrics
        for scope in part.scope_metrics
        for metric in scope.metrics
    }
    assert names >= {"gen_ai.client.operation.duration", "gen_ai.client.token.usage"}


def test_nothing_is_imported_where_nothing_is_configured(tmp_path: Path) -> None:
    code = "import sys; from summarizer.cli.app import run_app; run_app(sys.argv[1:]); print('opentelemetry' in sys.modules)"
    command = [
        sys.executable,
        "-c",
        code,
        "run",
        str(SMALL),
        "-o",
        str(tmp_path / "out"),
        "--cache",
        str(tmp_path / "cache"),
        "-q",
    ]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}

    done = subprocess.run([*command, "--workers", "1"], env=plain, capture_output=True, text=True, timeout=120, check=True)

    assert done.stdout.splitlines()[-1] == "False"
