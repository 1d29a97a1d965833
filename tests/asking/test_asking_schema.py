"""Schemas that strict endpoints accept, and that say what the models say."""

import json

import jsonschema
import pytest

from summarizer.asking.questions.prompts import NAMES
from summarizer.asking.questions.schema import answer_schema
from summarizer.domain.answer import QuestionName
from tests.asking.made_up import good_answer, objects_of

REFUSED = {"oneOf", "allOf", "patternProperties", "uniqueItems", "default", "prefixItems", "not", "if"}


@pytest.mark.parametrize("name", NAMES)
def test_every_object_of_a_schema_is_closed_and_requires_all_it_names(name: QuestionName) -> None:
    schema = answer_schema(name)
    objects = [node for node in objects_of(schema) if node.get("type") == "object"]

    assert schema["type"] == "object"
    assert objects
    for node in objects:
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_uses_no_key_that_strict_endpoints_refuse(name: QuestionName) -> None:
    for node in objects_of(answer_schema(name)):
        properties = "additionalProperties" not in node and "type" not in node
        assert properties or not REFUSED & node.keys()


def test_a_property_may_be_called_title() -> None:
    assert "title" in answer_schema("chunk")["$defs"]["TaskEntry"]["properties"]
    assert "title" not in answer_schema("chunk")


def test_an_optional_field_is_a_union_with_null() -> None:
    unit = answer_schema("chunk")["$defs"]["IndicatorEntry"]["properties"]["unit"]

    assert unit == {"anyOf": [{"type": "string"}, {"type": "null"}]}


def test_a_good_answer_is_valid_against_the_schema() -> None:
    jsonschema.validate(json.loads(json.dumps(good_answer())), answer_schema("chunk"))
