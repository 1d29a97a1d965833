"""Tells which Arabic numerals are no quantities, and why: every digit that a rule covers is dismissed for its reason.

A number is looked at once, where it begins; what begins with a word or a sign is looked for by that. Only those rules are tried
that may match beside the sign that stands there.
"""

import re
from collections.abc import Sequence
from string import digits

from summarizer.domain.grammar.no_quantity_rules import BY_NUMBER, BY_WORD, EACH, LONG

Rules = tuple[tuple[str, re.Pattern[str]], ...]


def _compiled(table: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, re.Pattern[str]]]:
    return [(reason, signs, re.compile(rule)) for reason, signs, rule in table]


def _by_sign(rules: Sequence[tuple[str, str, re.Pattern[str]]], given: str = "") -> dict[str, Rules]:
    """Return the rules to try by the sign that stands there, `""` for one that no rule names; `given` signs count always."""
    always = frozenset(given)

    def tried(sign: str) -> Rules:
        return tuple((reason, rule) for reason, signs, rule in rules if (sign and sign in signs) or not always.isdisjoint(signs))

    return {sign: tried(sign) for sign in {"", *"".join(signs for _, signs, _ in rules)}}


_NUMBER_RULES = _compiled(BY_NUMBER)
_AT_NUMBER, _AT_LONG_NUMBER = _by_sign(_NUMBER_RULES), _by_sign(_NUMBER_RULES, LONG)
_AT_NUMBER_OF_EACH, _AT_WORD = _by_sign(_NUMBER_RULES, LONG + EACH), _by_sign(_compiled(BY_WORD))
# A number that is plainly a count or an amount (147.28亿元, 14项, 8条) is passed over, but where it may be an item's or is 每…'s.
_PLAIN = re.compile(
    r"\d+(?:\.\d+)?(?:[%‰家项名户处座辆件所起笔]|[亿万]元(?!级)|万[人户亩余]|个(?!工作|小时))|\d{1,2}[条人位倍余次场]"
)
# Where one of them may begin. Each alternative opens with a character of its own: a search for one of these is fast.
_WORDS = re.compile(
    r"第 ?\d|令 ?\d|字 ?\d|发 ?\d|共 ?\d|表 ?\d|图 ?\d|注 ?\d|〔 ?\d|\[ ?\d|\( ?\d|【 ?\d|“[^“”\d\n]{0,8}\d|国道|省道|县道|乡道"
    r"|年[产加处屠出]|日[处产供]|电话|传真|邮[编政]|热线|公网|专栏|附[件表图]|图表|注释|黄金|惠[企台]|稳[增经企]|纾困|政策"
    r"|\n(?= +\d| *[—–表图注第-])"
)
# written so that a search looks for one character
_LETTERS = re.compile("[A-Za-z][A-Za-z]*")


class Dismissals:
    """Tells why a number is no quantity; it is asked for the numbers of a text in order."""

    def __init__(self, view: str, start: int, end: int) -> None:
        self._view, self._end = view, end
        self._places = _places(view, start, end)
        self._next = 0
        self._reason, self._until = "", start

    def of(self, at: int, value: str) -> str:
        """Return the reason for which the value that begins at a place is dismissed, `""` where it may be a quantity."""
        while self._places[self._next] < at:
            place = self._places[self._next]
            self._next += 1
            if place >= self._until:
                self._try(_AT_WORD.get(self._view[place : place + 1], ()), place)
        if at >= self._until:
            self._try_number(at, value)
        return self._reason if at < self._until else ""

    def _try_number(self, at: int, value: str) -> None:
        count = len(value) - len(value.lstrip(digits))
        before = self._view[at - 1] if at else "\n"
        if not count or before == "." or before.isdecimal():
            return
        if before not in ("\n", EACH) and _PLAIN.match(self._view, at, self._end):
            return
        rules = _AT_NUMBER_OF_EACH if before == EACH else _AT_LONG_NUMBER if count > 2 else _AT_NUMBER
        self._try(rules.get(self._view[at + count : at + count + 1]) or rules[""], at)

    def _try(self, rules: Rules, at: int) -> None:
        for reason, rule in rules:
            if match := rule.match(self._view, at, self._end):
                self._reason, self._until = reason, match.end()
                return


def _places(view: str, start: int, end: int) -> list[int]:
    """Return where a word or a sign stands that a rule may begin with, in order, and the end."""
    found = [match.start() + (match[0] == "\n") for match in _WORDS.finditer(view, max(start - 1, 0), end)]
    return sorted([start, *found, *(match.start() for match in _LETTERS.finditer(view, start, end)), end])
