"""Which report it is: the hash of its text, a readable name, and a key that a corrected reissue shares."""

import hashlib
import re

from summarizer.domain.divisions import stem
from summarizer.domain.readings import find_reading
from summarizer.domain.record import Meta
from summarizer.domain.report import Report

_LONGEST_NAME = 40
_HASH_SHOWN = 8
_TITLE_WORDS = 8
_NO_ASCII = re.compile(r"[^a-z0-9]+")
_NOT_WORD = re.compile(r"[\W_]+")
# Corrections don't make another report: (修订版), (修改稿), (更正)
_REISSUE = re.compile(r"[(（](?:修订|修改|更正|勘误|重新)[^()（）]{0,10}[)）]")


def text_hash(report: Report) -> str:
    """Return the SHA-256 of the report's text without white space; copies, furniture and back matter are left out."""
    text = "".join(span.of(report.document.text) for span in report.body())
    return hashlib.sha256("".join(text.split()).encode(errors="surrogatepass")).hexdigest()


def report_id(meta: Meta, text_hash: str) -> str:
    """Return place, year and type in ASCII, and the beginning of the hash: `yicheng-2021-development-plan-1a2b3c4d`."""
    place = _own_place(meta)
    name = stem(place) or _NOT_WORD.sub("", meta.title)[:_TITLE_WORDS]
    read = (find_reading(name) if place else "") or romanised(name)
    parts = [read, _year(meta), meta.doc_type.replace("_", "-") if meta.doc_type != "other" else ""]
    joined = "-".join(part for part in parts if part)[:_LONGEST_NAME].strip("-")
    return f"{joined or 'report'}-{text_hash[:_HASH_SHOWN]}"


def work_key(meta: Meta) -> str:
    """Return what identifies the report whatever its wording: place, type and period, the title where these don't suffice."""
    place = "/".join(name for name in (meta.place.province, meta.place.city, meta.place.county, meta.place.town) if name)
    period = "+".join(value for value in (meta.review_period, meta.plan_year) if value)
    title = _NOT_WORD.sub("", _REISSUE.sub("", meta.title))
    enough = place and period and meta.doc_type in ("work_report", "development_plan", "bulletin")
    return "|".join([place, meta.doc_type, period, *([] if enough else [title])])


def _own_place(meta: Meta) -> str:
    return meta.place.town or meta.place.county or meta.place.city or meta.place.province


def _year(meta: Meta) -> str:
    return meta.plan_year or meta.review_period or meta.date[:4]


def romanised(text: str) -> str:
    """Return how a text is read, in ASCII."""
    from pypinyin import lazy_pinyin  # imported where it is needed: its dictionary takes time to load

    return _NO_ASCII.sub("", "".join(lazy_pinyin(text, errors="ignore")).lower().replace("ü", "v"))
