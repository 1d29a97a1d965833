"""Chinese numbers as decimals."""

from decimal import Decimal

DIGITS = {
    **dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)),
    "○": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_LONGEST = 24


def chinese_number(text: str) -> Decimal | None:
    """Return the number that a Chinese numeral stands for, None where it stands for none.

    一百二十 → 120, 两千零五 → 2005, 二〇二一 → 2021 (digit by digit), 三点五 → 3.5, 半 → 0.5.
    """
    if not text or len(text) > _LONGEST:
        return None
    if text == "半":
        return Decimal("0.5")
    whole, point, part = text.partition("点")
    if point:
        left, right = chinese_number(whole), _digit_by_digit(part)
        return None if left is None or right is None else Decimal(f"{left}.{right}")
    by_digits = _digit_by_digit(text)
    found = int(by_digits) if by_digits is not None else _by_places(text)
    return None if found is None else Decimal(found)


def _digit_by_digit(text: str) -> str | None:
    if not text or any(char not in DIGITS for char in text):
        return None
    return "".join(str(DIGITS[char]) for char in text)


def _by_places(text: str) -> int | None:
    """一亿二千万 is (1 亿) + (2 千) 万; every large unit closes what stands before it."""
    total = section = 0
    digit: int | None = None
    for char in text:
        if char in DIGITS:
            if digit:
                return None
            digit = DIGITS[char]
        elif char in SMALL:
            section += (1 if digit is None else digit) * SMALL[char]
            digit = None
        elif char in LARGE:
            below = section + (digit or 0)
            if not below and not total:
                return None
            total, section, digit = _closed(total, below, LARGE[char]), 0, None
        else:
            return None
    return total + section + (digit or 0)


def _closed(total: int, below: int, unit: int) -> int:
    """万亿 multiplies all that stands before it, 一亿二千万 only the second part."""
    return (total + below) * unit if total < unit else total + below * unit
