"""Small reports and runs over them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summarizer.cli.app import run_app

BODY = """{place}{year}年政府工作报告

各位代表：

现在，我代表县人民政府，向大会报告政府工作，请予审议，并请县政协委员和其他列席人员提出意见。

一、{year}年工作回顾

过去一年，面对复杂严峻的形势，我们坚持稳中求进工作总基调，扎实做好各项工作，较好完成了年度目标任务。

全县地区生产总值完成{gdp}亿元，增长{growth}%。一般公共预算收入完成12.5亿元，增长4.1%。城镇新增就业3200人。

同时，我们也清醒地认识到，工作中还存在产业结构不优、财政收支矛盾突出等问题，需要下大力气解决。

二、{next}年工作安排

{next}年经济社会发展的主要预期目标是：地区生产总值增长{target}%左右，一般公共预算收入增长5%以上，城镇新增就业3000人以上。

（一）加快产业转型升级。实施重点项目40个，完成投资25亿元。由县发改局牵头，年底前完成。

（二）持续改善民生。新建改建农村公路60公里，改造老旧小区12个。

各位代表，让我们团结一心、真抓实干，为建设美好家园而努力奋斗！
"""


def report(place: str = "云溪县", year: int = 2020, gdp: str = "147.2", growth: str = "5.2", target: str = "6") -> str:
    """Return a short report."""
    return BODY.format(place=place, year=year, next=year + 1, gdp=gdp, growth=growth, target=target)


@dataclass(frozen=True, slots=True)
class Shop:
    """A folder with inputs, and runs over it."""

    root: Path

    def write(self, name: str, text: str) -> None:
        (self.root / "in").mkdir(exist_ok=True)
        (self.root / "in" / name).write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> int:
        where = ["-o", str(self.root / "out"), "--cache", str(self.root / "cache")]
        return run_app(["run", str(self.root / "in"), *where, *arguments])

    def rows(self) -> list[dict[str, Any]]:
        lines = (self.root / "out" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def summary(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.root / "out" / "run.json").read_text(encoding="utf-8"))
        return found

    def files(self) -> dict[str, bytes]:
        out = self.root / "out"
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.glob("reports/*/*"))}


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """Return a folder with three reports of one place and one of another."""
    shop = Shop(tmp_path)
    for year in (2019, 2020, 2021):
        shop.write(f"{year}.txt", report(year=year, gdp=f"{year - 1900}.5"))
    shop.write("other.txt", report("青岩市"))
    return shop


Told = Callable[[], str]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Return what stderr has got since the last look."""
    return lambda: capsys.readouterr().err
