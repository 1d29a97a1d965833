"""Why a stretch is set aside: the words that splitting writes and that metadata, reading around a report, looks for."""

from typing import Final

NOTICE: Final = "forwarding notice"
LETTERHEAD: Final = "letterhead"
LISTING: Final = "listing line"
PAGE_INFORMATION: Final = "page information"
SIGNATURE: Final = "signature"
IMPRINT: Final = "imprint"
