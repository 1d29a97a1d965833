"""A multiple as its sentence tells it in doublings: 翻两番 is four times as much, and 两倍 would be another figure."""

import re

# what stands ahead of the count: `翻`两番, `翻了`两番, `翻近`一番
_TURNED = re.compile(r"翻(?:了|上)?(?:近|约)?$")


def written_doubling(value: str, before: str, after: str) -> tuple[str, str]:
    """Return a count of doublings with its words and what is left behind: `翻两番`, `以上`; "" where it is none."""
    if after.startswith("番") and (turned := _TURNED.search(before)):
        return f"{turned[0]}{value}番", after[1:]
    return "", after
