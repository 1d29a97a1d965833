"""What a person opens first of what was made."""

from pathlib import Path


def main_file(folder: Path | str, formats: str) -> str:
    """Return what a person opens first of a report's folder."""
    named = [each.strip() for each in formats.split(",")]
    name = next((f"brief.{each}" for each in ("html", "pdf", "docx", "md") if each in named), "record.json")
    return f"{folder}/{name}"


def main_list(output: Path | str) -> str:
    """Return what a person opens first of an output folder."""
    return f"{output}/index.html"
