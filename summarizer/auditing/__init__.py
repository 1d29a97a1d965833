"""What became of every numeral, section and question. Pure."""

from summarizer.auditing.audit import audit, with_provenance
from summarizer.auditing.fates import unlabelled

__all__ = ["audit", "unlabelled", "with_provenance"]
