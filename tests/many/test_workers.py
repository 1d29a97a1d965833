"""Any number of worker processes gives the same bytes, and none of them can take the run with it."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from summarizer.running.engines import work
from summarizer.running.engines.pooled import workers_for
from summarizer.running.inputs.files import InputFile
from summarizer.running.resuming.lines import COUNTS, ESTIMATES
from summarizer.running.resuming.outstanding import Plan, Planned
from summarizer.settings import Settings
from tests.many import dying
from tests.many.conftest import Shop, report


def plan(*sizes: int) -> Plan:
    return Plan([Planned(InputFile(Path("a"), "a"), "0", "new", size=size) for size in sizes], [])


def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path) -> None:
    found = []
    for workers in (1, 2, 3):
        shop = Shop(tmp_path / str(workers))
        shop.root.mkdir()
        for year in range(2012, 2020):
            shop.write(f"{year}.txt", report(year=year))
        shop.write("2012a.txt", report(year=2012) + "\n")
        shop.write("0.txt", report(year=2019))
        shop.write("bad.txt", "")
        assert shop.run("--workers", str(workers)) == 3
        costs = {"seconds", *COUNTS, *ESTIMATES}  # two workers may ask the same question
        lines = [{name: value for name, value in row.items() if name not in costs} for row in shop.rows()]
        texts = [(shop.root / "out" / name).read_bytes() for name in ("index.html", "failures.csv", "indicators.csv")]
        documents = {path.name: path.read_bytes() for path in shop.root.glob("out/documents/*")}
        found.append(
            (
                shop.files(),
                repr(lines).replace(str(shop.root), ""),
                [t.replace(str(shop.root).encode(), b"") for t in texts],
                documents,
            )
        )

    assert len(found[0][0]) == 5 * 8
    assert found[0] == found[1] == found[2]


def test_workers_leave_finished_reports_alone_and_render_again(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.run("--workers", "2")
    before = shop.files()
    shop.write("2020.txt", report(year=2020, gdp="99.9"))
    shop.write("more.txt", report("白石县"))

    assert shop.run("--workers", "2") == 0
    assert shop.summary()["done"] == {"made": 2, "rendered": 0, "kept": 3}

    from tests.many.test_resume import change_key

    change_key(monkeypatch, "rendering")
    assert shop.run("--workers", "2") == 0
    assert shop.summary()["done"] == {"made": 0, "rendered": 5, "kept": 0}
    assert before.items() & shop.files().items()


def test_a_worker_that_dies_costs_the_one_input_that_killed_it(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.write("deadly.txt", report("白石县"))
    monkeypatch.setattr("summarizer.running.engines.pooled.work", SimpleNamespace(**{**vars(work), "do": dying.do}))

    assert shop.run("--workers", "2") == 3

    states = {row["paths"][0]: row["state"] for row in shop.rows()}
    assert states == {
        "2019.txt": "complete",
        "2020.txt": "complete",
        "2021.txt": "complete",
        "deadly.txt": "failed",
        "other.txt": "complete",
    }
    (line,) = [row for row in shop.rows() if row["state"] == "failed"]
    assert "died twice" in line["error"]


def test_workers_are_started_only_where_they_pay() -> None:
    assert workers_for(plan(10_000, 10_000), Settings()) == 1
    assert workers_for(plan(50_000_000, 50_000_000), Settings(model="other")) == 1
    assert workers_for(plan(50_000_000), Settings(workers=4)) == 1
    assert workers_for(plan(10, 10, 10), Settings(workers=2)) == 2
    assert workers_for(plan(10, 10, 10), Settings(workers=9)) == 3
