"""Text that is data rather than a report: JSON, the program's own records among it."""

import json

_NAMES = (".json", ".jsonl", ".ndjson")
_OWN = "a record that this program made, not a report; give the document it was made from"
_JSON = "JSON is data, not a report; save the text in it as text (UTF-8) and give that file"
# What every record has and hardly any other JSON.
_OF_A_RECORD = {"report_id", "work_key", "provenance"}


def recognise_data(text: str, path: str) -> str:
    """Return what data a text is and what to do, `""` where it may be a report."""
    begun = text.removeprefix("\ufeff").lstrip()
    if not begun.startswith(("{", "[")):
        return ""
    try:
        found, end = json.JSONDecoder().raw_decode(begun)
    except (ValueError, RecursionError):
        return _JSON if path.lower().endswith(_NAMES) else ""
    if isinstance(found, dict) and set(found) >= _OF_A_RECORD:
        return _OWN
    # `[1] 增长5%` begins with JSON and is text; JSON lines go on with the next object
    rest = begun[end:].lstrip()
    return _JSON if not rest or (isinstance(found, dict) and rest.startswith("{")) or path.lower().endswith(_NAMES) else ""
