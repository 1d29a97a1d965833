"""Kept answers: found again, checked again, and never executed."""

import asyncio
import hashlib
import json
import pickle
import sqlite3
from pathlib import Path
from typing import Any

import diskcache
import pytest

from summarizer.asking.asker import Asker
from summarizer.asking.kept.cache import AnswerCache, answer_key, answer_parts, key_parts, part_hashes
from summarizer.asking.questions.prompts import load_prompts
from summarizer.domain.reply import Reply
from summarizer.errors import CacheError, StopRunError
from tests.asking.made_questions import KEY, TEXTS, endpoint, made_question
from tests.asking.made_up import Model, chunk_answer, completion, failing, good_answer, indicator, no_sleep

QUESTION = made_question()
KEY_OF_ANSWER = answer_key(QUESTION, endpoint())


def ask(folder: Path, model: Model, **changed: object) -> tuple[Reply, list[str]]:
    notices: list[str] = []

    async def asked() -> Reply:
        made = Asker(endpoint(**changed), folder, transport=model.transport(), sleep=no_sleep, notice=notices.append)
        async with made as asker:
            return await asker.ask(QUESTION)

    return asyncio.run(asked()), notices


def planted(folder: Path, sql: str, *values: object) -> None:
    """Change the one row of a cache behind the program's back."""
    connection = sqlite3.connect(folder / "cache.db")
    with connection:
        connection.execute(sql, values)
    connection.close()


class Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return (pytest.fail, ("a pickle was executed",))


def test_an_answer_is_asked_for_once(tmp_path: Path) -> None:
    model = Model(completion(good_answer()))

    first, _ = ask(tmp_path, model)
    again, _ = ask(tmp_path, model)

    assert len(model.sent) == 1
    assert again.answer == first.answer
    assert (again.model, again.step, again.dropped) == (first.model, first.step, first.dropped)
    assert (again.usage.calls, again.usage.cache_hits, again.usage.prompt_tokens) == (0, 1, 0)


def test_what_was_dropped_is_kept_with_the_answer(tmp_path: Path) -> None:
    model = Model(completion(chunk_answer(indicators=[indicator(99), indicator(1)])))

    first, _ = ask(tmp_path, model)
    again, notices = ask(tmp_path, model)

    assert len(model.sent) == 2
    assert again.dropped == first.dropped != ()
    assert notices == []


@pytest.mark.parametrize("fault", [failing(503), failing(400), completion("no JSON")])
def test_a_failure_is_never_kept(tmp_path: Path, fault: Model) -> None:
    ask(tmp_path, Model(fault), attempts=3)  # type: ignore[arg-type]

    reply, _ = ask(tmp_path, Model(completion(good_answer())))

    assert reply.failure == ""
    assert reply.usage.cache_hits == 0


@pytest.mark.parametrize(
    "changed", [{"name": "other.test"}, {"cache_model": "other"}, {"temperature": 0.5}, {"temperature": None}]
)
def test_whatever_can_change_an_answer_changes_its_key(changed: dict[str, object]) -> None:
    assert answer_key(QUESTION, endpoint(**changed)) != KEY_OF_ANSWER


@pytest.mark.parametrize("text", [*TEXTS, '一\ud800\x00“\\"text"”\n'])
@pytest.mark.parametrize("changed", [{}, {"temperature": None}, {"cache_model": "\\u0000text"}])
def test_the_short_way_to_a_key_gives_the_key_of_its_parts(text: str, changed: dict[str, Any]) -> None:
    question, place = made_question(text), endpoint(**changed)
    parts = key_parts(question, place)
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert answer_key(question, place) == hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
    assert answer_parts(question, place) == part_hashes(parts)


@pytest.mark.parametrize(
    "changed", [{"api_key": "other"}, {"timeout_seconds": 1.0}, {"attempts": 1}, {"base_url": "http://x/v1"}]
)
def test_what_can_not_change_an_answer_leaves_its_key(changed: dict[str, object]) -> None:
    assert answer_key(QUESTION, endpoint(**changed)) == KEY_OF_ANSWER


def test_the_folder_holds_no_key(tmp_path: Path) -> None:
    ask(tmp_path, Model(completion(good_answer())))

    assert all(KEY.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


@pytest.mark.parametrize("mode", [2, 3, 4])
def test_a_planted_row_that_is_no_text_is_not_executed_but_asked_again(tmp_path: Path, mode: int) -> None:
    ask(tmp_path, Model(completion(good_answer())))
    (tmp_path / "planted").write_bytes(pickle.dumps(Bomb()))
    planted(tmp_path, "UPDATE Cache SET mode = ?, value = ?, filename = ?", mode, pickle.dumps(Bomb()), "planted")
    model = Model(completion(good_answer()))

    reply, notices = ask(tmp_path, model)

    assert len(model.sent) == 1
    assert reply.failure == ""
    assert "a value is no text" in notices[0]
    assert (tmp_path / "planted").exists()


def test_a_planted_pickle_that_diskcache_itself_wrote_is_not_executed(tmp_path: Path) -> None:
    with diskcache.Cache(str(tmp_path)) as rows:
        rows[KEY_OF_ANSWER] = Bomb()
    model = Model(completion(good_answer()))

    reply, notices = ask(tmp_path, model)

    assert (reply.failure, len(model.sent), len(notices)) == ("", 1, 1)


@pytest.mark.parametrize(
    "value",
    ["", "[]", "{}", '{"answer": {}}', "{" * 100_000, '{"answer":{"indicators":[]},"dropped":[],"model":"","step":"strict"}'],
)
def test_a_damaged_answer_is_reported_and_asked_again(tmp_path: Path, value: str) -> None:
    ask(tmp_path, Model(completion(good_answer())))
    planted(tmp_path, "UPDATE Cache SET value = ?", value)

    reply, notices = ask(tmp_path, Model(completion(good_answer())))

    assert reply.usage.calls == 1
    assert notices == ["c1: the kept answer is damaged and is asked for again"]


def test_a_kept_answer_that_no_longer_passes_is_reported_and_asked_again(tmp_path: Path) -> None:
    ask(tmp_path, Model(completion(good_answer())))
    planted(tmp_path, """UPDATE Cache SET value = replace(value, '"n":3', '"n":4')""")

    reply, notices = ask(tmp_path, Model(completion(good_answer())))

    assert reply.usage.calls == 1
    assert "没有编号为4的数字" in notices[0]


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "answers"
    file.write_text("x", encoding="utf-8")

    with pytest.raises(CacheError, match=r"answers: the folder of answers can't be used \(it is a file\)"):
        AnswerCache(file)


def test_a_folder_that_can_not_be_made_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(CacheError) as raised:
        AnswerCache(tmp_path / "file" / "answers")

    assert str(raised.value).count(str(tmp_path)) == 1
    assert "Errno" not in str(raised.value)


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "cache.db").write_bytes(b"no database " * 1000)

    with pytest.raises(CacheError, match=str(tmp_path)):
        AnswerCache(tmp_path)


def test_a_folder_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "elsewhere"))
    folder = tmp_path / "~ 答案"

    ask(folder, Model(completion(good_answer())))

    assert (folder / "cache.db").exists()


def test_a_folder_that_can_not_be_written_to_stops_the_run_after_one_answer(tmp_path: Path) -> None:
    model = Model(completion(good_answer()))

    async def asked() -> None:
        async with Asker(endpoint(), tmp_path, transport=model.transport()) as asker:
            planted(tmp_path, "DROP TABLE Cache")
            await asker.ask(QUESTION)

    with pytest.raises(StopRunError, match="the folder of answers can't be used"):
        asyncio.run(asked())
    assert model.sent == []


def test_the_parts_of_a_key_stand_beside_the_answer(tmp_path: Path) -> None:
    ask(tmp_path, Model(completion(good_answer())))
    with diskcache.Cache(str(tmp_path)) as rows:
        stored = json.loads(rows[KEY_OF_ANSWER])

    assert stored["question"] == "c1"
    assert stored["prompt"].startswith(f"chunk {load_prompts()['chunk'].version}+")
    assert set(stored["parts"]) == {"endpoint", "model", "sampling", "stable", "variable", "schema"}
