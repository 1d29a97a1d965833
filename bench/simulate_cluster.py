"""Simulate a run on 1 to 1,000 workers with the figures that the bench measured, to see what holds it up.

    python bench/simulate_cluster.py [--workers 1,10,100,1000] [--latency-ms 2000] [--requests-per-minute 0] [--concurrency 0]

Every report and every question goes through the stations of a real run, each of which serves in the order of arrival: a worker's
core, a process that asks, the authority, the Redis, the endpoint, again the Redis, a core, and the one process that stores. What
it leaves out: networks between machines, which the figures of one machine don't hold, and workers that die.
"""

import argparse
import heapq
import json
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

FIGURES = Path(__file__).parent / "figures.json"
QUESTIONS_AN_ASKER, QUESTIONS_A_DOCUMENT, AHEAD = 64, 8, 4
REPORTS_A_WORKER = 10


@dataclass(slots=True)
class Station:
    """So many servers with one queue."""

    servers: int
    free_at: list[float] = field(default_factory=list)
    busy: float = 0.0

    def serve(self, now: float, seconds: float) -> float:
        """Return when a job is done that arrives now."""
        begun = now if len(self.free_at) < self.servers else max(now, heapq.heappop(self.free_at))
        heapq.heappush(self.free_at, begun + seconds)
        self.busy += seconds
        return begun + seconds


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds by station, and what a report is made of."""

    questions: int
    before: float
    """Of a core, to read and cut a report."""
    after: float
    """Of a core, to merge and render it."""
    ask: float
    """Of a process that asks, for one question."""
    permit: float
    redis: float
    """Of the one thread of a Redis, for what a question asks of it."""
    store: float
    """Of the one process that stores, for one report."""
    latency: float
    between: float
    """Least time between two requests that the endpoint allows; 0 for none."""
    in_flight: int


def costs_from(figures: dict[str, Any], latency: float, requests_per_minute: int, in_flight: int) -> Costs:
    """Return the costs that the bench measured."""
    run = figures["run"]
    store = figures["stores"]["redis 64"]
    return Costs(
        questions=round(run["questions_a_report"]),
        before=run["before_seconds"],
        after=run["after_seconds"],
        ask=run["ask_seconds"],
        permit=1 / figures["authority"]["requests_per_second"],
        redis=(store["set_server_us"] + 2 * store["get_server_us"] + store["lease_server_us"]) / 1e6,
        store=run["store_seconds"],
        latency=latency,
        between=60 / requests_per_minute if requests_per_minute else 0.0,
        in_flight=in_flight,
    )


def simulate(workers: int, costs: Costs) -> tuple[float, dict[str, float]]:
    """Return reports a second, and by station the share of the time in which it was busy."""
    stations = {
        "cores": Station(workers),
        "askers": Station(max(1, -(-costs.in_flight // QUESTIONS_AN_ASKER))),
        "authority": Station(1),
        "redis": Station(1),
        "rate limit": Station(1),
        "in flight": Station(costs.in_flight),
        "storing": Station(1),
    }
    steps = (("askers", costs.ask), ("authority", costs.permit), ("redis", costs.redis), ("rate limit", costs.between))
    reports = workers * REPORTS_A_WORKER
    number, events = count(), list[tuple[float, int, int, int]]()
    left: dict[int, int] = {}
    waiting, last = reports, 0.0

    def begin(now: float) -> None:
        nonlocal waiting
        if waiting:
            waiting -= 1
            heapq.heappush(events, (now, next(number), waiting, -1))

    for _ in range(min(reports, max(2, workers * AHEAD, costs.in_flight // QUESTIONS_A_DOCUMENT))):
        begin(0.0)
    while events:
        now, _, report, step = heapq.heappop(events)
        if step == -1:  # a report begins
            ready = stations["cores"].serve(now, costs.before)
            left[report] = costs.questions
            for _ in range(costs.questions):
                heapq.heappush(events, (ready, next(number), report, 0))
        elif step < len(steps):
            name, seconds = steps[step]
            done = stations[name].serve(now, seconds) if seconds else now
            heapq.heappush(events, (done, next(number), report, step + 1))
        elif step == len(steps):
            heapq.heappush(events, (stations["in flight"].serve(now, costs.latency), next(number), report, step + 1))
        elif step == len(steps) + 1:  # a question is answered
            left[report] -= 1
            if not left[report]:
                heapq.heappush(events, (stations["cores"].serve(now, costs.after), next(number), report, step + 1))
        else:
            last = max(last, stations["storing"].serve(now, costs.store))
            begin(now)
    return reports / last, {name: station.busy / last / station.servers for name, station in stations.items()}


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--workers", default="1,3,10,30,100,300,1000")
    parser.add_argument("--latency-ms", type=float, default=2000)
    parser.add_argument("--requests-per-minute", type=int, default=0, help="what the endpoint allows; 0 for no limit")
    parser.add_argument("--concurrency", type=int, default=0, help="questions in flight at once; 0: sixteen a worker")
    arguments = parser.parse_args()
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    print(f"{'workers':>7} {'in flight':>9} {'reports/s':>10} {'requests/s':>11} {'a worker':>9}   busiest")
    for workers in map(int, arguments.workers.split(",")):
        in_flight = arguments.concurrency or 16 * workers
        costs = costs_from(figures, arguments.latency_ms / 1000, arguments.requests_per_minute, in_flight)
        rate, busy = simulate(workers, costs)
        most = sorted(busy.items(), key=lambda item: -item[1])[:2]
        shown = ", ".join(f"{name} {share:.0%}" for name, share in most)
        row = f"{workers:7} {in_flight:9} {rate:10.2f} {rate * costs.questions:11.0f} {rate / workers:9.3f}"
        print(f"{row}   {shown}", flush=True)


if __name__ == "__main__":
    main()
