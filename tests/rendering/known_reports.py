"""The records of two reports of the fixtures: 000 made of its gold, 003 written by hand from its main figures.

`python -m tests.rendering.known_reports` writes them to `fixtures/records/`.
"""

import json
import re
from pathlib import Path
from typing import Any

from summarizer.domain.record import Record
from tests.rendering.made_record import Facts, Figure, Said, make_record

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
RECORDS = FIXTURES / "records"
_SOURCES = {"000": "000_54393ecdd852f404.txt", "003": "003_11dc30cb17588e5c.txt"}
_INFERRED = ("place.province", "place.city")

_SAID_000 = [
    Said("万元GDP能耗", "万元GDP能耗完成市定任务", "actual", "2020"),
    Said("进出口和实际使用外资", "进出口和实际使用外资保持稳定增长", "target", "2021"),
    Said("GDP能耗", "完成市下达的GDP能耗和环境质量改善目标", "target", "2021"),
    Said("粮食总产量", "粮食总产量保持稳定", "target", "2021"),
    Said("播种面积", "播种面积不低于2020年水平", "target", "2021"),
]
_SAID_003 = [
    Said("进出口和实际使用外资", "进出口和实际使用外资保持稳定增长", "target", "2021"),
    Said("居民收入", "居民收入持续增长", "target", "2021"),
    Said("粮食产量", "粮食产量和播种面积不低于去年水平", "target", "2021"),
]
_YEARS = "2016-2020"
_CONSTANT = ("按可比价格计算",)
_ADJUSTED = ("剔除消化虚收因素",)
# words with the value in braces, name, unit, role, kind, period, what else there is to say
_FIGURES_003: list[tuple[str, str, str, str, str, str, dict[str, Any]]] = [
    ("生产总值实现{1733}", "生产总值", "亿元", "level", "actual", "2020", {}),
    ("期间年均增长{4.9}", "生产总值", "%", "growth", "actual", _YEARS, {"basis": "annual_average", "qualifiers": _CONSTANT}),
    ("预算收入完成{140.8}", "一般公共预算收入", "亿元", "level", "actual", "2020", {}),
    (
        "期间年均增长{9.4}",
        "一般公共预算收入",
        "%",
        "growth",
        "actual",
        _YEARS,
        {"basis": "annual_average", "qualifiers": _ADJUSTED},
    ),
    ("零售总额达到{897.8}", "社会消费品零售总额", "亿元", "level", "actual", "2020", {}),
    (
        "比2015年增长{32.3}",
        "社会消费品零售总额",
        "%",
        "growth",
        "actual",
        _YEARS,
        {"basis": "versus_base", "qualifiers": ("比2015年",)},
    ),
    ("分别达到{35098}", "城镇居民人均可支配收入", "元", "level", "actual", "2020", {}),
    ("35098元和{17690}", "农村居民人均可支配收入", "元", "level", "actual", "2020", {}),
    ("年均增长{6.4}", "城镇居民人均可支配收入", "%", "growth", "actual", _YEARS, {"basis": "annual_average"}),
    ("6.4%和{8}", "农村居民人均可支配收入", "%", "growth", "actual", _YEARS, {"basis": "annual_average"}),
    ("保持在{175}", "粮食产量", "万吨", "level", "actual", _YEARS, {"basis": "annual_average", "bound": "ge"}),
    ("进出口总额为{102.1}", "进出口总额", "亿美元", "level", "actual", _YEARS, {"basis": "cumulative"}),
    ("年均增长{25.3}", "进出口总额", "%", "growth", "actual", _YEARS, {"basis": "annual_average"}),
    ("实际利用外资{7.7}", "实际利用外资", "亿美元", "level", "actual", _YEARS, {"basis": "cumulative"}),
    ("年均增长{26.3}", "实际利用外资", "%", "growth", "actual", _YEARS, {"basis": "annual_average"}),
    ("城镇化率达到{60}", "常住人口城镇化率", "%", "share", "actual", "2020", {"bound": "approx"}),
    ("登记失业率控制在{3.5}", "城镇登记失业率", "%", "share", "actual", "2020", {"bound": "le"}),
    ("城镇新增就业{4}", "城镇新增就业", "万人", "level", "actual", "2020", {"bound": "approx"}),
    ("减免社保费{15.3}", "减免社保费", "亿元", "level", "actual", "2020", {}),
    ("优惠政策{39.4}", "税收优惠", "亿元", "level", "actual", "2020", {}),
    ("{110}个市级重点项目", "市级重点项目", "个", "level", "actual", "2020", {}),
    ("年度投资{417.7}", "市级重点项目年度投资", "亿元", "level", "actual", "2020", {}),
    ("城镇化率达到{65}", "城镇化率", "%", "share", "target", "2025", {}),
    ("地区生产总值增长{6}", "地区生产总值", "%", "growth", "target", "2021", {"basis": "yoy", "bound": "ge"}),
    ("城镇新增就业{3.8}", "城镇新增就业", "万人", "level", "target", "2021", {"bound": "ge"}),
    ("涨幅控制在{3}", "消费价格", "%", "growth", "target", "2021", {"basis": "yoy", "bound": "approx"}),
    ("能耗降低{3.5}", "单位生产总值能耗", "%", "growth", "target", "2021", {"basis": "yoy", "bound": "approx", "sign": -1}),
    ("技改项目不少于{200}", "新入库技改项目", "个", "level", "target", "2021", {"bound": "ge"}),
    ("新建高标准农田{20}", "新建高标准农田", "万亩", "level", "target", "2021", {}),
]
_REPORT_003 = {
    "title": "",
    "doc_type": "work_report",
    "place": {"province": "山东省", "city": "枣庄市", "county": "", "town": ""},
    "review_period": _YEARS,
    "plan_year": "2021",
}
_HEADINGS_003 = [
    ("“十三五”时期工作回顾", 1),
    ("综合实力稳步增强", 2),
    ("产业结构更趋优化", 2),
    ("改革开放成效显著", 2),
    ("城乡面貌日新月异", 2),
    ("2020年工作回顾", 1),
    ("“十四五”时期经济社会发展主要目标任务", 1),
    ("2021年政府工作安排", 1),
    ("在重塑产业优势上加快突破", 2),
    ("在强化科技创新上加快突破", 2),
    ("在扩大对外开放上加快突破", 2),
]


def text_of(name: str) -> str:
    """Return the text that a record's offsets count."""
    return (FIXTURES / "reports" / _SOURCES[name]).read_bytes().decode("utf-8")


def known_record(name: str) -> Record:
    """Read a record of the fixtures."""
    return Record.model_validate_json((RECORDS / f"{name}.json").read_text(encoding="utf-8"))


def make_known(name: str) -> Record:
    """Make a record of the fixtures anew."""
    return {"000": _record_000, "003": _record_003}[name]()


def written(record: Record) -> str:
    """Return a record as it stands in a file."""
    return json.dumps(record.model_dump(), ensure_ascii=False, indent=1) + "\n"


def _record_000() -> Record:
    text = text_of("000")
    report = json.loads((FIXTURES / "gold" / "000.report.json").read_text(encoding="utf-8"))[0]
    lines = (FIXTURES / "gold" / "000.numerals.jsonl").read_text(encoding="utf-8").splitlines()
    figures = [_gold_figure(row, text) for row in map(json.loads, lines) if row["fact"]]
    conflicts = [("scope", ["税收收入", "地方一般公共预算收入"])]
    return make_record(Facts("gold-000", text, report, figures, _SAID_000, conflicts, _SOURCES["000"], _INFERRED))


def _gold_figure(row: dict[str, Any], text: str) -> Figure:
    # 按可比价格计算（下同），同比增长5.2%
    qualified = re.search(r"按可比价格计算(?:（下同）)?(?=，同比增长$)", text[max(0, row["o"] - 30) : row["o"]])
    return Figure(
        at=row["o"],
        value=row["t"],
        name=row["name"],
        unit=row.get("unit_norm", row["unit"]),
        role=row["role"],
        kind=row["kind"],
        period=row["year"],
        bound=row["bound"],
        sign=row.get("sign", 1),
        basis="yoy" if row["role"] == "growth" else "",
        qualifiers=(qualified[0],) if qualified else (),
    )


def _record_003() -> Record:
    text = text_of("003")
    figures = [
        Figure(_place(words, text), words[words.index("{") + 1 : words.index("}")], name, unit, role, kind, period, **more)
        for words, name, unit, role, kind, period, more in _FIGURES_003
    ]
    headings = [
        {"o": text.index("\n" + words) + 1 if words in text[20:] else 0, "text": words, "level": level}
        for words, level in _HEADINGS_003
    ]
    report = {**_REPORT_003, "headings": headings}
    return make_record(Facts("hand-003", text, report, figures, _SAID_003, [], _SOURCES["003"], ("place.province",)))


def _place(words: str, text: str) -> int:
    plain = words.replace("{", "").replace("}", "")
    found = [m.start() for m in re.finditer(re.escape(plain) + r"(?![\d.])", text)]
    if len(found) != 1:
        raise ValueError(f"{plain} stands {len(found)} times in the report; say more words")
    return found[0] + words.index("{")


if __name__ == "__main__":
    RECORDS.mkdir(exist_ok=True)
    for known in _SOURCES:
        (RECORDS / f"{known}.json").write_text(written(make_known(known)), encoding="utf-8")
