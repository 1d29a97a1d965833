"""The JSON Schemas that `schemas/` holds: made from the pydantic classes, never written by hand."""

from typing import Any

from summarizer.asking.questions.schema import ANSWERS, strict_schema
from summarizer.domain.record import SCHEMA_VERSION, Record


def all_schemas() -> dict[str, dict[str, Any]]:
    """Return file name → schema, the record first."""
    record = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"record-{SCHEMA_VERSION}",
        **Record.model_json_schema(),
    }
    answers = {f"answer.{name}.schema.json": strict_schema(model) for name, model in ANSWERS.items()}
    return {"record.schema.json": record, **answers}
