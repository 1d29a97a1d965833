"""Cells that a table program shows and never computes."""

# What a table program reads as the start of a formula, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert(cell: str) -> str:
    """Return a cell that no table program takes for a formula. Plain negative numbers stay as they are."""
    if cell.startswith("-") and cell[1:].replace(".", "", 1).isdecimal() and cell.isascii():
        return cell
    return f"'{cell}" if cell.lstrip(" \u3000").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell
