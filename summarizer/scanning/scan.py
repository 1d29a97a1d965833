"""Find what a model may point to: the sentences and numerals of a report's body."""

from collections.abc import Iterable, Sequence

from summarizer.domain.grammar.numerals import find_numerals
from summarizer.domain.grammar.sentences import split_sentences
from summarizer.domain.grammar.wraps import Unwrapped, find_wraps
from summarizer.domain.report import Report
from summarizer.domain.scan import Numeral, Scan, Sentence


def scan(report: Report) -> Scan:
    """Return the sentences and numerals of a report's body; spans count characters of the document."""
    view = report.document.view
    sentences = split_sentences(view, report.body())
    wraps = find_wraps(view, sentences)
    if wraps:
        unwrapped = Unwrapped(view, report.span.start, report.span.end, wraps)
        numerals = [unwrapped.numeral_in_view(numeral) for numeral in find_numerals(unwrapped.text)]
    else:
        numerals = find_numerals(view, report.span.start, report.span.end)
    return Scan(tuple(sentences), tuple(_inside(numerals, sentences)))


def _inside(numerals: Sequence[Numeral], sentences: Sequence[Sentence]) -> Iterable[Numeral]:
    """Yield the numerals that lie wholly in one stretch of one sentence."""
    stretches = [span for sentence in sentences for span in sentence.spans]
    at = 0
    for numeral in numerals:
        while at < len(stretches) and stretches[at].end <= numeral.span.start:
            at += 1
        if at < len(stretches) and stretches[at].covers(numeral.span):
            yield numeral
