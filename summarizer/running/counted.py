"""How many there are of something, in words."""


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 input`, `2 inputs`."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"
