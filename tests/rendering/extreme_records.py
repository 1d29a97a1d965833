"""Records that are hard to fit on one page: very full, with very long names, almost empty."""

import re
from collections.abc import Callable

from summarizer.domain.record import Problem, Record
from tests.rendering.made_record import Facts, Figure, make_record, sentence_at, task


def crowded() -> Record:
    """600 indicators, 40 problems."""
    text = "".join(f"云岭县第{n}类新建改建项目投资{n}.5亿元。" for n in range(1, 601))
    places = [(m.start(1), m[1], int(m[1].split(".")[0])) for m in re.finditer(r"(\d+\.5)亿元", text)]
    figures = [
        Figure(
            at, value, f"第{n}类新建改建项目投资", "亿元", "level", "target" if n % 3 else "actual", "2021" if n % 3 else "2020"
        )
        for at, value, n in places
    ]
    report = {"doc_type": "work_report", "plan_year": "2021", "review_period": "2020", "title": "云岭县政府工作报告" * 12}
    record = make_record(Facts("crowded", text, report, figures))
    problems = [_problem(n, record) for n in range(40)]
    return record.model_copy(update={"problems": problems})


def _problem(n: int, record: Record) -> Problem:
    evidence = [record.indicators[n].sentence]
    return Problem(id=f"p{n}", text=f"{n}" + "短板" * 60, implied=bool(n % 2), evidence=evidence, section="")


def very_crowded() -> Record:
    """600 indicators, 200 tasks."""
    record = crowded()
    words = [each.sentence.text for each in record.indicators]
    tasks = [task(n, words[n][:12], [], words[n], [record.indicators[n].id]) for n in range(200)]
    return record.model_copy(update={"tasks": tasks})


def very_long_names() -> Record:
    """Every name, title and owner is longer than a line."""
    text = "".join(
        f"云岭县{'新能源装备制造产业高质量发展示范基地' * 6}第{n}期生产总值{n}.5亿元，{n}年目标增长{n}.7%。" for n in range(1, 90)
    )
    figures = []
    for n in range(1, 90):
        name = f"{'新能源装备制造产业高质量发展示范基地' * 6}第{n}期"
        at = text.index(f"生产总值{n}.5亿元") + 4
        figures.append(Figure(at, f"{n}.5", name, "亿元", "level", "target" if n % 2 else "actual", "2021" if n % 2 else "2020"))
    long = "云岭县关于贯彻落实上级关于加快推进高质量发展的若干意见的实施方案" * 8
    record = make_record(
        Facts("long", text, {"doc_type": "work_report", "plan_year": "2021", "title": long, "issuer": long}, figures)
    )
    problems = [
        Problem(id=f"p{n}", text="短板" * 200, implied=False, evidence=[sentence_at(n * 50, text)], section="") for n in range(9)
    ]
    sentences = [each.sentence.text for each in record.indicators]
    tasks = [task(n, words[3:80], [words[3:60]], words, [record.indicators[n].id]) for n, words in enumerate(sentences)]
    return record.model_copy(update={"problems": problems, "tasks": tasks})


def almost_empty() -> Record:
    """A title that is none and nothing else."""
    return make_record(Facts("empty", "云岭县政府工作报告。", {"doc_type": "work_report"}, []))


def of_type(record: Record, doc_type: str) -> Record:
    """Return the record of a report of another type."""
    return record.model_copy(update={"meta": record.meta.model_copy(update={"doc_type": doc_type})})


EXTREMES: tuple[Callable[[], Record], ...] = (very_crowded, very_long_names, almost_empty)
TYPES = ("work_report", "development_plan", "action_plan", "bulletin")


def extreme_records() -> dict[str, Record]:
    """Return all of them as reports of each type."""
    return {f"{made.__name__} {doc_type}": of_type(made(), doc_type) for made in EXTREMES for doc_type in TYPES}
