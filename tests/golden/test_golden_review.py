"""A review in the terminal: one key a decision, a pattern at once, undo, quit and go on later."""

import io
import os
import pty
import select
import subprocess
import sys
from collections.abc import Iterable, Iterator

import pytest
from rich.console import Console

from summarizer.cli.golden.terminal import TerminalReview
from summarizer.errors import OutputError
from summarizer.running.golden.deciding import Signer
from summarizer.running.golden.review import Review, open_review
from tests.golden.conftest import Desk, drifted, report


@pytest.fixture
def waiting_desk(desk: Desk) -> Desk:
    desk.write_run([drifted(1), drifted(2)])
    return desk


def opened(desk: Desk) -> Review:
    return open_review(desk.out, desk.golden)


def press(desk: Desk, keys: Iterable[str]) -> tuple[str, bool]:
    """Review with these keys; return what was shown and whether everything was decided."""
    waiting: Iterator[str] = iter(keys)
    shown = io.StringIO()
    console = Console(file=shown, width=100)
    finished = TerminalReview(opened(desk), Signer("mei"), console, lambda: next(waiting, "q")).run()
    return shown.getvalue(), finished


def verdicts(desk: Desk) -> list[str]:
    return [one["verdict"] for one in desk.decisions() if one["verdict"] != "add"]


def test_the_gravest_pattern_is_shown_first_with_both_sides_and_the_sentence(waiting_desk: Desk) -> None:
    shown, _ = press(waiting_desk, "q")

    assert "critical indicator lost" in shown
    assert "golden" in shown and "new" in shown
    assert "新建公路12公里" in shown
    assert "why: the model changed" in shown


def test_a_key_decides_one_difference_and_a_capital_the_whole_pattern(waiting_desk: Desk) -> None:
    press(waiting_desk, "aq")
    assert verdicts(waiting_desk) == ["accept"]

    press(waiting_desk, "RRRRRRRRR")
    assert set(verdicts(waiting_desk)) == {"accept", "reject"}
    assert press(waiting_desk, "q") == (press(waiting_desk, "q")[0], True)


def test_accepting_every_pattern_makes_the_check_pass(waiting_desk: Desk) -> None:
    assert press(waiting_desk, "A" * 20)[1]
    assert waiting_desk.check("--fail-on", "minor") == 0


def test_known_wrong_everywhere_passes_the_check_too(waiting_desk: Desk) -> None:
    assert press(waiting_desk, "K" * 20)[1]
    assert waiting_desk.check("--fail-on", "minor") == 0
    assert waiting_desk.golden_record() == report(1).model_copy(
        update={"source": report(1).source.model_copy(update={"path": ""})}
    )


def test_what_is_skipped_comes_again_in_the_next_review(waiting_desk: Desk) -> None:
    count = len(opened(waiting_desk).undecided())

    assert press(waiting_desk, "S" * 20)[1] is False
    assert len(opened(waiting_desk).undecided()) == count
    assert verdicts(waiting_desk) == []


def test_undo_brings_golden_and_pending_files_back(waiting_desk: Desk) -> None:
    opened(waiting_desk)
    before = {path.name: path.read_bytes() for path in waiting_desk.golden.glob("liuhe*")}
    press(waiting_desk, ["A"] * 20 + ["q"])
    waiting_desk.write_run([drifted(1), drifted(2)])
    press(waiting_desk, "q")

    assert press(waiting_desk, "u")[1] is True
    review = opened(waiting_desk)
    assert review.undo(Signer("mei")) == []
    assert before.keys() >= {path.name for path in waiting_desk.golden.glob("liuhe*")}


def test_undo_takes_back_the_last_step_and_signs_that(waiting_desk: Desk) -> None:
    review = opened(waiting_desk)
    before = {path.name: path.read_bytes() for path in waiting_desk.golden.glob("liuhe*")}
    keys = {one.key for one in review.undecided()}
    assert set(review.decide(keys, "accept", Signer("mei"))) == keys
    assert review.undecided() == []

    assert set(review.undo(Signer("mei"))) == keys
    assert {path.name: path.read_bytes() for path in waiting_desk.golden.glob("liuhe*")} == before
    assert {one.key for one in review.undecided()} == keys
    assert verdicts(waiting_desk)[-1] == "undo"


def test_undo_of_a_rejection_opens_it_again(waiting_desk: Desk) -> None:
    shown, _ = press(waiting_desk, "ruq")

    assert "undone: 1" in shown
    assert verdicts(waiting_desk) == ["reject", "undo"]


def test_undo_is_refused_where_somebody_decided_after_it(waiting_desk: Desk) -> None:
    mine, theirs = opened(waiting_desk), opened(waiting_desk)
    first, second, *_ = [one for one in mine.undecided() if one.golden == "liuhe-1.json"]
    mine.decide({first.key}, "accept", Signer("mei"))
    theirs.decide({second.key}, "accept", Signer("li"))

    with pytest.raises(OutputError, match="another decision"):
        mine.undo(Signer("mei"))


def test_two_reviews_keep_each_others_decisions(waiting_desk: Desk) -> None:
    mine, theirs = opened(waiting_desk), opened(waiting_desk)
    first, second, *_ = [one for one in mine.undecided() if one.golden == "liuhe-1.json"]
    mine.decide({first.key}, "accept", Signer("mei"))
    theirs.decide({second.key}, "accept", Signer("li"))

    assert {first.key, second.key} <= {one["key"] for one in waiting_desk.decisions()}
    assert mine.verdicts()[second.key] == "accept"
    assert theirs.decide({first.key}, "reject", Signer("li")) == []


def test_a_report_that_is_new_can_be_accepted_and_taken_back(desk: Desk) -> None:
    third = report(3, indicators=[], statements=[], tasks=[], problems=[], projects=[], conflicts=[])
    desk.write_run([report(1), report(2), third])
    review = opened(desk)
    review.decide({one.key for one in review.undecided()}, "accept", Signer("mei"))
    assert (desk.golden / "liuhe-3.json").is_file()

    review.undo(Signer("mei"))
    assert not (desk.golden / "liuhe-3.json").exists()
    assert len(review.undecided()) == 1


def test_report_text_is_no_markup_and_steers_nothing(desk: Desk) -> None:
    found = report(1)
    evil = found.tasks[0].model_copy(update={"title": "[bold]\x1b[2J[/nothing]"})
    desk.write_run([found.model_copy(update={"tasks": [evil]}), report(2)])
    shown, _ = press(desk, "S" * 20)

    assert "\x1b" not in shown and "[bold]" in shown


def test_a_real_terminal_takes_keys(waiting_desk: Desk) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "summarizer", "golden", "review", str(waiting_desk.out), str(waiting_desk.golden)]
    environment = {**os.environ, "TERM": "xterm"}
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment, close_fds=True)
    os.close(slave)
    keys = iter(b"Ar" + b"A" * 40)
    shown = b""
    try:
        while process.poll() is None:
            # a key that comes before the terminal waits for one is thrown away
            if select.select([master], [], [], 0.3)[0]:
                shown += os.read(master, 65536)
            elif b"why:" in shown:
                os.write(master, bytes([next(keys)]))
    except OSError:
        pass  # the other end is closed when the process has ended
    finally:
        process.kill()
        code = process.wait()
        os.close(master)

    assert code == 0
    assert "every difference is decided" in shown.decode()
    assert {"accept", "reject"} == set(verdicts(waiting_desk))


def test_without_a_terminal_the_other_ways_are_named(
    waiting_desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())

    assert waiting_desk.cli("golden", "review", str(waiting_desk.out), str(waiting_desk.golden)) == 2
    assert "golden accept" in capsys.readouterr().err


def test_ci_refuses_a_review(waiting_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")

    assert waiting_desk.cli("golden", "review", str(waiting_desk.out), str(waiting_desk.golden)) == 1
