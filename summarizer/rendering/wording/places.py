"""How a place in the text of a report is named in links."""

SOURCE_VIEW = "source.html"


def place_id(offset: int) -> str:
    """Return the fragment of a place in the source view; `offset` counts characters of the document."""
    return f"c{offset}"
