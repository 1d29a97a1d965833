"""Composed strings: which quantities stand in them as figures or number words, and which words the text does not hold."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

# `{12}`, and whatever else stands in braces or looks like the mark of a sentence: `{7:147.28}`, `[3##]`
PLACEHOLDER = re.compile(r"\{(\d+)\}")
_MARK = re.compile(r"\{\d+[≥>≤<~…]?-?:([^{}\"\\]*)\}")
# Line ends, escapes, marks that turn the direction of writing
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_LITTER = re.compile(r"[{}]|\[\d+#*\]")
# Without one of these there is neither
_SUSPECT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069{}\[]")
# `5.2`, `1,234`, `２０２１`, with the letters that make a name of it: `PM2.5`, `5G`, `4A`
_TOKEN = re.compile(r"[A-Za-z]{0,12}\d[\d.,A-Za-z]*")
_DIGIT = re.compile(r"\d")
# A year may be written without the 年 that it is copied with: `in 2020`
_YEAR = re.compile(r"1[89]\d\d|2[01]\d\d")
_CHINESE_DIGITS = "零〇○一二三四五六七八九十百千万亿两"
# `三成`, `数百家`, `五分之一`, `翻两番`, `十几个`, `三点五倍`: number words before something that is counted
_CHINESE_QUANTITY = re.compile(
    rf"[数几近超逾约]?[{_CHINESE_DIGITS}][{_CHINESE_DIGITS}几点]{{0,15}}[多余几]?(?:分之[{_CHINESE_DIGITS}点]{{1,10}}|个百分点|公里|平方|立方|"
    r"[个家项人户亩倍番成元吨名所座条次件位年月天处台辆套万亿])"
)
_ENGLISH_WORD = re.compile(r"[A-Za-z]{2}")
# In a text written in English; no report holds them, so none is copied.
_ENGLISH_QUANTITY = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|hundreds?|thousands?|millions?|billions?|trillions?"
    r"|(?<!first )(?<!second )half|one[ -](?:third|quarter|fifth|tenth)|doubl(?:ed?|ing)|tripl(?:ed?|ing)|twice)\b",
    re.IGNORECASE,
)
# Said of one thing as such, without counting: `新建一批`, `进一步`
_UNCOUNTED = frozenset({"一个", "一次", "一位", "一名", "一年", "一家"})
# Words with which a name is put together, beside those of the text.
_CONNECTIVES = re.compile(
    "占比|比重|比例|比率|比值|增速|增幅|增量|总量|总额|总数|数量|人数|户数|家数|个数|面积|长度|排名|位次|名次|累计|其中|年均|"
    "[的之与和及或在于占比率数量额值度中对向被等比较新]"
)
_BETWEEN = re.compile(r"[^\w.]+|_")


def unmarked(answer: str) -> str:
    """Return an answer's JSON text with marks that were copied along replaced by what they mark: `{7≥:6}` by `6`.

    Outside strings JSON never has a figure after an opening brace, and the report's own braces are shown full-width.
    """
    return _MARK.sub(r"\1", answer)


def placeholders(text: str) -> list[int]:
    """Return the numbers of all `{n}` in a composed text."""
    return [int(found[1]) for found in PLACEHOLDER.finditer(text) if len(found[1]) < 7] if "{" in text else []


def has_litter(text: str) -> bool:
    """Say whether braces or marks are left over that are no placeholders, or characters that steer a terminal."""
    bare = PLACEHOLDER.sub("", text) if "{" in text else text
    return _SUSPECT.search(bare) is not None and (_CONTROL.search(bare) or _LITTER.search(bare)) is not None


def written_tokens(text: str) -> list[str]:
    """Return all tokens that hold digits: `2020`, `5G`, `147.28`."""
    return [token for token, _ in _figures(text)]


def written_quantities(text: str, sources: Sequence[str]) -> list[str]:
    """Return the quantities that a composed text writes out and may not.

    A figure or number word may stand there only inside a token copied from one of the sources (`2020年`, `5G`, `十三五`). Marked
    numerals stand in the sources as placeholders, and must be written so.
    """
    bare = PLACEHOLDER.sub("\n", text)
    written, words = list(_figures(bare)), list(_number_words(bare))
    if not written and not words:
        return []
    sources = [PLACEHOLDER.sub("\n", source) for source in sources]
    held = {figure for source in sources for figure in _figures(source)} if written else set()
    years = {token for token, _ in held if _YEAR.fullmatch(token)}
    figures = [token for token, after in written if (token, after) not in held and (after or token not in years)]
    known = {word for source in sources for word in _number_words(source)} if words else set()
    return figures + [word for word in words if word not in known]


def _figures(text: str) -> Iterator[tuple[str, str]]:
    """Yield each token that holds digits, and for a bare figure what it counts or dates: `2020`, `年`."""
    if not _DIGIT.search(text):
        return
    for found in _TOKEN.finditer(text):
        token = found[0].rstrip(".,")
        after = text[found.start() + len(token) : found.start() + len(token) + 1]
        is_bare = token[0].isdigit() and token[-1].isdigit()
        yield token, after if is_bare and ("\u4e00" <= after <= "\u9fff" or after in "%％‰") else ""


def _number_words(text: str) -> Iterator[str]:
    yield from (found[0] for found in _CHINESE_QUANTITY.finditer(text) if found[0] not in _UNCOUNTED)
    if _ENGLISH_WORD.search(text):  # costs a tenth of what looking for all of them does
        yield from (found[0] for found in _ENGLISH_QUANTITY.finditer(text))
    # `½`, `Ⅲ`, `叁`
    numeric = [letter for letter in text if letter.isnumeric()]
    yield from (letter for letter in numeric if not letter.isdecimal() and letter not in _CHINESE_DIGITS)


def foreign_words(name: str, words: str) -> str:
    """Return the part of a composed name that is made neither of words of the text (two characters or more) nor of connectives.

    `""` when there is none. `规上工业增加值占比` stands where the text holds 规上工业增加值. A single character between them
    need only stand somewhere: `有效治理的村`.
    """
    if name in words:
        return ""
    for run in _BETWEEN.split(name):
        if _is_joined(run, words):
            continue
        known = _covered(run, words)
        for found in _CONNECTIVES.finditer(run):
            known[found.start() : found.end()] = [True] * len(found[0])
        if all(known):
            continue
        for unknown in _unknown_parts(run, known):
            if len(unknown) > 1 or unknown not in words:
                return unknown
    return ""


def _is_joined(run: str, words: str) -> bool:
    """Say whether parts of the text, as long as can be, make up a name one after the other: found fast, and the rule for most."""
    at = 0
    while at < len(run):
        known, end = at + 1, len(run)
        while known < end:
            half = (known + end + 1) // 2
            if run[at:half] in words:
                known = half
            else:
                end = half - 1
        if known < at + 2:
            return False
        at = known
    return True


def _unknown_parts(run: str, known: Sequence[bool]) -> Iterator[str]:
    for is_known, group in groupby(zip(run, known, strict=True), key=lambda pair: pair[1]):
        if not is_known:
            yield "".join(character for character, _ in group)


def _covered(run: str, words: str) -> list[bool]:
    if run in words:
        return [True] * len(run)
    pairs = [run[at : at + 2] in words for at in range(len(run) - 1)]
    return [(at > 0 and pairs[at - 1]) or (at < len(pairs) and pairs[at]) for at in range(len(run))]
