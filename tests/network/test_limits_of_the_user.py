"""A plan before, a budget that holds, and rules that end a bad run: exit code 4, and the same command goes on."""

import asyncio
import json
import re
from contextlib import aclosing
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from summarizer.asking.questions.tokens import answer_tokens, estimated_tokens, most_answer_tokens, prompt_tokens
from summarizer.cli.app import run_app
from summarizer.errors import CacheError, SettingsError
from summarizer.running.engines import going
from summarizer.running.engines.limits import read_rules, seconds_until
from summarizer.running.engines.signals import at_time
from summarizer.running.inputs.sampling import spread_sample
from summarizer.running.outputs.journal import Journal
from summarizer.running.resuming.keys import Keys
from summarizer.running.resuming.lines import Line, Lines
from summarizer.running.spending.account import Balance
from summarizer.running.spending.ledger_file import LedgerFile
from summarizer.running.spending.prices import Price, load_prices
from tests.asking.made_questions import made_question
from tests.conftest import Job
from tests.many.conftest import report
from tests.network.carried_out import REPORTS, records_of
from tests.network.misbehaving import Plan, Server, question_of, serving

SMALL = next(REPORTS.glob("000_*"))
PRICES = 'date = "2031-01-01"\ncurrency = "CNY"\n[models.some-model]\ninput = 1.0\noutput = 10.0\n'


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    with serving(Plan()) as running:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("OPENAI_API_KEY", "x")
        monkeypatch.setenv("SUMMARIZER_MODEL", "some-model")
        monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))
        (tmp_path / "prices.toml").write_text(PRICES, encoding="utf-8")
        yield running


def summary(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "out" / "run.json").read_text(encoding="utf-8"))
    return found


def test_a_plan_tells_what_a_run_then_asks(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["plan", str(SMALL), "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert server.served == []

    assert run_app(["run", str(SMALL), "-q"]) == 0

    assert plan["certain_calls"] == len(server.served) <= plan["most_calls"]
    assert plan["chunks"] == plan["certain_calls"] - 1
    assert Decimal(plan["cost"]) == pytest.approx(Decimal(summary(tmp_path)["estimated_cost"]), rel=Decimal("0.05"))
    capsys.readouterr()
    run_app(["plan", str(SMALL), "--json"])
    again = json.loads(capsys.readouterr().out)
    assert (again["certain_calls"], again["most_calls"], again["cached"]) == (0, 0, plan["certain_calls"])


def test_a_model_without_a_price_gives_tokens_only(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["plan", str(SMALL), "--model", "unheard-of"]) == 0

    assert "unheard-of has no price" in capsys.readouterr().out


def balance(folder: Path, name: str) -> Balance:
    async def look() -> Balance:
        async with aclosing(LedgerFile(folder)) as ledger:
            return await ledger.balance(name)

    return asyncio.run(look())


def test_a_budget_ends_the_run_and_survives_a_resume(server: Server, tmp_path: Path, job: Job) -> None:
    command = ["run", str(SMALL), "-q", "--concurrency", "2", "--budget-name", "spring"]

    assert run_app([*command, "--budget", "0.05"]) == 4
    first = len(server.served)
    assert summary(tmp_path)["calls"] == first
    assert Decimal(summary(tmp_path)["billed_cost"]) == balance(tmp_path / "cache", "spring").billed
    assert run_app([*command, "--budget", "0.05"]) == 4
    assert "--budget 0.05" in summary(tmp_path)["stopped"]
    second = len(server.served)
    spent = balance(tmp_path / "cache", "spring")

    assert run_app([*command, "--budget", "5"]) == 0
    assert 0 < first <= second < len(server.served)
    assert len(server.served) == len({question for question, _ in server.served})
    assert Decimal(0) < spent.billed <= Decimal("0.05")
    assert spent.open == 0


def test_why_a_run_ended_is_told_once_and_of_no_report(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    for year in range(2010, 2022):
        (tmp_path / "in" / f"{year}.txt").write_text(report(year=year), encoding="utf-8")
    flags = ["--budget-name", "spring", "--concurrency", "2", "--budget"]

    assert run_app(["run", "in", *flags, "0.1"]) == 4

    said = capsys.readouterr().err
    assert said.count("--budget 0.1") == 1
    states = {state: count for state, count in summary(tmp_path)["states"].items() if count}
    assert states.keys() == {"stopped"}
    assert states["stopped"] + summary(tmp_path)["left"] == 12
    assert f"{states['stopped']} stopped, {summary(tmp_path)['left']} inputs not begun" in said
    assert run_app(["run", "in", *flags, "5", "--only-failed"]) == 0
    assert summary(tmp_path)["states"]["complete"] == states["stopped"]
    assert run_app(["run", "in", *flags, "5"]) == 0
    assert summary(tmp_path)["states"]["complete"] == 12


def test_what_a_run_bills_stands_beside_what_was_estimated(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["run", str(SMALL), "--budget", "9"]) == 0

    billed = Decimal(summary(tmp_path)["billed_cost"])
    assert balance(tmp_path / "cache", str(tmp_path / "out")).billed == pytest.approx(billed, abs=Decimal("0.0001"))
    assert f"billed {billed}" in capsys.readouterr().err


def test_a_budget_wants_a_price(server: Server) -> None:
    assert run_app(["run", str(SMALL), "--budget", "1", "--model", "unheard-of"]) == 2


def test_a_damaged_ledger_is_named(tmp_path: Path) -> None:
    async def ask() -> None:
        async with aclosing(LedgerFile(tmp_path)) as ledger:
            ledger._rows.execute("DROP TABLE entries")
            for act in (ledger.balance("a"), ledger.names(), ledger.reconcile("a")):
                with pytest.raises(CacheError, match=r"ledger\.db"):
                    await act

    asyncio.run(ask())


def test_an_open_reservation_counts_as_spent_until_it_is_reconciled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def spend() -> None:
        ledger = LedgerFile(tmp_path)
        assert await ledger.reserve("a", 1, Decimal("0.6"), Decimal(1))
        assert await ledger.reserve("a", 1, Decimal("0.6"), Decimal(1))  # the same one
        assert not await ledger.reserve("a", 2, Decimal("0.6"), Decimal(1))
        assert await ledger.reserve("b", 3, Decimal("0.6"), Decimal(1))
        await ledger.settle("a", 1, Decimal("0.1"))
        assert await ledger.reserve("a", 4, Decimal("0.6"), Decimal(1))
        await ledger.aclose()

    asyncio.run(spend())
    assert run_app(["budget", "a", "--reconcile", "--cache", str(tmp_path)]) == 0

    assert capsys.readouterr().out == "0.1000\tbilled\t0.0000\treserved\ta\n"
    assert run_app(["budget", "nosuch", "--cache", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "nothing was spent under nosuch; known are a, b" in said.err


def test_a_bad_run_ends_by_rule_with_the_reason(server: Server, tmp_path: Path) -> None:
    def half(body: dict[str, Any]) -> str:
        return "refusal" if int(question_of(body), 16) % 2 else ""

    server.lasting = half
    code = run_app(
        ["run", str(next(REPORTS.glob("004_*"))), "-q", "--stop-when", "failed>3%,unaccounted>90%", "--concurrency", "1"]
    )

    assert code == 4
    assert "--stop-when: failed is" in summary(tmp_path)["stopped"]
    assert summary(tmp_path)["states"]["stopped"] > 0


def test_a_run_that_two_models_answered_says_so(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.plan = Plan(("other-model",), share=0.5)

    assert run_app(["run", str(SMALL)]) == 0

    assert len(summary(tmp_path)["replied_by"]) == 2
    assert "The replies name more than one model: builtin/" in capsys.readouterr().err


def test_a_sample_tells_what_the_whole_would_take(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.plan = Plan(("wrong-number",), share=0.4, seed=1)
    assert run_app(["run", str(REPORTS), "--sample", "2", "--seed", "3"]) in (0, 3)

    said, found = capsys.readouterr().err, summary(tmp_path)
    (line,) = (one for one in said.splitlines() if one.startswith("sample: "))
    shares = {name: f"{share:.1%}" for name, share in found["shares"].items()}
    read, inputs = found["sampled"]
    again = len(server.served) - len({question for question, _ in server.served})
    assert (read, inputs) == (2, len(list(REPORTS.iterdir())))
    assert list(shares) == ["failed", "unaccounted", "dropped", "reasked", "disagreements"]
    assert all(f"{name} {share}" in line for name, share in shares.items())
    assert found["shares"]["reasked"] == pytest.approx(again / (len(server.served) - again), abs=0.0001) != 0
    size, all_bytes = found["sampled_bytes"]
    assert 0 < size < all_bytes == sum(path.stat().st_size for path in REPORTS.iterdir())
    whole = all_bytes / size
    assert (
        f"the whole: about {found['prompt_tokens'] * whole:.0f} tokens in, {found['completion_tokens'] * whole:.0f} out" in line
    )
    assert line.endswith(f", {float(found['billed_cost']) * whole:.2f} CNY")


def test_a_sample_is_spread_and_the_same_for_a_seed() -> None:
    things = list(range(100))
    drawn = spread_sample(things, 10, seed=4)

    assert [thing // 10 for thing in drawn] == list(range(10))
    assert drawn == spread_sample(things, 10, seed=4) != spread_sample(things, 10, seed=5)
    assert spread_sample(things, 200, seed=4) == things


def test_the_time_of_day_is_today_or_tomorrow() -> None:
    now = datetime(2031, 3, 4, 6, 30)

    assert seconds_until("07:00", now) == 1800
    assert seconds_until("6:30", now) == 24 * 3600


def test_a_rule_is_judged_from_the_third_report_on(tmp_path: Path) -> None:
    (rule,) = read_rules(" failed > 3.5 % ")
    with Journal(tmp_path) as journal:
        lines = Lines(journal, Keys("", "", "", "", "", "", ""))
        said = []
        for number in range(3):
            line = Line("complete", ["a"], report_id=f"r{number}", questions=10, failed_questions=int(number < 2))
            lines.finish(lines.add(line), line)
            said.append(rule.broken_by(lines))

    assert said == ["", "", "--stop-when: failed is 6.7% after 3 reports, more than 3.5%"]
    with pytest.raises(SettingsError, match="--stop-when: bad>3%"):
        read_rules("bad>3%")


def test_tokens_are_estimated_without_a_tokenizer() -> None:
    question = made_question()

    assert estimated_tokens("生产总值") == 4
    assert estimated_tokens("total output") == 4
    assert prompt_tokens(question) > estimated_tokens(question.stable)
    assert 0 < answer_tokens(question) < most_answer_tokens(question)


def test_a_price_list_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "prices.toml").write_text('date = "x"\ncurrency = "CNY"\n[models.a]\ninput = -1\noutput = 1\n', encoding="utf-8")

    with pytest.raises(SettingsError, match=r"prices.toml: models.a.input"):
        load_prices(tmp_path)


def test_cached_tokens_cost_what_the_list_says() -> None:
    price = load_prices(Path("nowhere")).of("gpt-4o")

    assert price is not None
    assert price.cost(1_000_000, 0) == Decimal("2.5")
    assert price.cost(1_000_000, 100_000, 1_000_000) == Decimal("2.25")


def test_tokens_that_a_provider_bills_for_keeping_are_costed_and_reserved_for() -> None:
    price = Price(input=Decimal(2), cached_input=Decimal("0.2"), cache_write=Decimal("2.5"), output=Decimal(10))

    assert price.cost(1_000_000, 0, 200_000, 500_000) == Decimal("0.6") + Decimal("0.04") + Decimal("1.25")
    assert price.most(1_000_000, 100_000) == Decimal("3.5")
    assert Price(input=Decimal(2), output=Decimal(10)).cost(1_000_000, 0, 0, 500_000) == Decimal(2)


def test_every_packaged_price_is_of_a_million_tokens_in_a_dated_list() -> None:
    prices = load_prices(Path("nowhere"))

    assert re.fullmatch(r"20\d\d-\d\d", prices.date)
    assert prices.currency == "USD"
    assert all(0 < (price.cached_input or price.input) <= price.input < price.output < 100 for price in prices.models.values())
    assert (prices.of("unheard-of"), prices.of("builtin")) == (None, Price(input=Decimal(0), output=Decimal(0)))


def test_a_time_of_day_ends_a_run_cleanly_and_the_same_command_goes_on(
    server: Server, tmp_path: Path, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    def almost_seven() -> datetime:
        return datetime(2031, 3, 4, 6, 59, 59, 950_000)

    def just_after_seven() -> datetime:
        return datetime(2031, 3, 4, 7, 0)

    server.plan = Plan(("delay",), share=1.0)
    command = ["run", str(SMALL), "-q", "--concurrency", "1", "--until", "7:00"]

    with monkeypatch.context() as patch:
        patch.setattr(going, "at_time", partial(at_time, now=almost_seven))
        assert run_app(command) == 4
    asked = len(server.served)
    assert summary(tmp_path)["stopped"] == "--until 7:00 is reached; run the same command again to go on"

    with monkeypatch.context() as patch:
        patch.setattr(going, "at_time", partial(at_time, now=just_after_seven))
        assert run_app(command) == 0
    assert asked < len(server.served) == len({question for question, _ in server.served})
    assert records_of(tmp_path / "out").items() <= records_of(job.out).items()
