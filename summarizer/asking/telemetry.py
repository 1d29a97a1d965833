"""What OpenTelemetry is told of the questions, by its conventions for generative AI: a span and two metrics, no text.

Only where the user has its SDK installed and configured: by the standard variables (extra `otel`), or in the process that calls
this library. Everywhere else nothing is imported. Names: semantic conventions "gen-ai", spans and client metrics.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from summarizer.asking.network.endpoint import Endpoint
from summarizer.asking.outcome import Outcome
from summarizer.domain.reply import Question

if TYPE_CHECKING:
    from opentelemetry.metrics import Histogram
    from opentelemetry.trace import Span

Note = Callable[[Outcome], None]
_SDK = "opentelemetry.sdk"
_CONFIGURED = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT")
_SCOPE = "summarizer"
# By the conventions, the buckets of the two metrics
_SECONDS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92)
_TOKENS = (1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864)
# Host → the name that the conventions know it by; any other speaks OpenAI's protocol
_PROVIDERS = {"api.deepseek.com": "deepseek", "api.mistral.ai": "mistral_ai", "api.groq.com": "groq", "api.x.ai": "x_ai"}


class Telemetry:
    """Tells nobody anything."""

    def told(self, question: Question) -> AbstractContextManager[Note]:  # noqa: ARG002
        """Return what a question is asked inside of; the note takes what came of it."""
        return nullcontext(_unheard)


class OpenTelemetry(Telemetry):
    """Tells the SDK that the process has configured."""

    def __init__(self, endpoint: Endpoint) -> None:
        from opentelemetry import metrics, trace

        meter = metrics.get_meter(_SCOPE)
        self._tracer, self._endpoint = trace.get_tracer(_SCOPE), endpoint
        self._kind = trace.SpanKind.INTERNAL if endpoint.in_process else trace.SpanKind.CLIENT
        self._error = trace.StatusCode.ERROR
        self._duration = meter.create_histogram(
            "gen_ai.client.operation.duration", "s", "How long a question took", explicit_bucket_boundaries_advisory=_SECONDS
        )
        self._tokens = meter.create_histogram(
            "gen_ai.client.token.usage", "{token}", "Tokens in and out", explicit_bucket_boundaries_advisory=_TOKENS
        )
        self._common = _common(endpoint)

    @contextmanager
    def told(self, question: Question) -> Iterator[Note]:
        """Tell of a question with all its retries and re-asks as one operation."""
        begun = time.perf_counter()
        found: list[Outcome] = []
        name, own = f"chat {self._endpoint.model}", {"summarizer.question": question.name, "gen_ai.output.type": "json"}
        with self._tracer.start_as_current_span(name, kind=self._kind, attributes={**self._common, **own}) as span:
            trouble = ""
            try:
                yield found.append
            except BaseException as error:
                trouble = type(error).__name__
                raise
            finally:
                self._end(span, found[0] if found else None, trouble, time.perf_counter() - begun)

    def _end(self, span: "Span", outcome: Outcome | None, trouble: str, seconds: float) -> None:
        if outcome is not None:
            span.set_attributes(_of_outcome(outcome))
            trouble = self._error_type(outcome)
        known: dict[str, Any] = {"error.type": trouble or "_OTHER"} if trouble or outcome is None else {}
        if known:
            span.set_attributes(known)
            span.set_status(self._error, trouble)
        said = {**self._common, **known} | ({"gen_ai.response.model": outcome.model} if outcome and outcome.model else {})
        self._duration.record(seconds, said)
        if outcome is not None:
            _count(self._tokens, outcome.usage.prompt_tokens, {**said, "gen_ai.token.type": "input"})
            _count(self._tokens, outcome.usage.completion_tokens, {**said, "gen_ai.token.type": "output"})

    def _error_type(self, outcome: Outcome) -> str:
        """Return the kind of a failure: `refused`, `truncated`, `content filter`, …"""
        if outcome.answer is not None:
            return ""
        kind = outcome.failure.partition(":")[0]
        return "unavailable" if kind == self._endpoint.name else kind


def open_telemetry(endpoint: Endpoint, environment: Mapping[str, str] = os.environ) -> Telemetry:
    """Return whom to tell of the questions to an endpoint."""
    if _SDK in sys.modules:
        return OpenTelemetry(endpoint)
    if environment.get("OTEL_SDK_DISABLED", "").lower() == "true" or not any(environment.get(name) for name in _CONFIGURED):
        return Telemetry()
    if find_spec("opentelemetry") is None or find_spec(_SDK) is None:
        return Telemetry()
    _configure()
    return OpenTelemetry(endpoint)


def _configure() -> None:
    """Send spans and metrics to where the standard variables say. The SDK sends what is left when the process ends."""
    from opentelemetry import metrics, trace
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    tracers = TracerProvider()
    tracers.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(tracers)
    metrics.set_meter_provider(MeterProvider([PeriodicExportingMetricReader(OTLPMetricExporter())]))


def _unheard(_: Outcome) -> None:
    pass


def _common(endpoint: Endpoint) -> dict[str, Any]:
    parts = urlsplit(endpoint.base_url)
    provider = "summarizer.builtin" if endpoint.in_process else _PROVIDERS.get(parts.hostname or "", "openai")
    named = {"gen_ai.operation.name": "chat", "gen_ai.provider.name": provider, "gen_ai.request.model": endpoint.model}
    if endpoint.in_process:
        return named
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return {**named, "server.address": parts.hostname or "", "server.port": port}


def _of_outcome(outcome: Outcome) -> dict[str, Any]:
    usage = outcome.usage
    said: dict[str, Any] = {
        "gen_ai.usage.input_tokens": usage.prompt_tokens,
        "gen_ai.usage.output_tokens": usage.completion_tokens,
        "gen_ai.usage.cache_read.input_tokens": usage.cached_tokens,
        "gen_ai.usage.cache_creation.input_tokens": usage.written_tokens,
        "summarizer.calls": usage.calls,
        "summarizer.step": outcome.step,
    }
    return {**said, "gen_ai.response.model": outcome.model} if outcome.model else said


def _count(tokens: "Histogram", amount: int, attributes: dict[str, Any]) -> None:
    if amount:  # an endpoint that bills nothing says nothing
        tokens.record(amount, attributes)
