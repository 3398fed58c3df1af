"""`iod link`: a line in, a JSON line out."""

import json

import pytest
from click.testing import CliRunner

from iod.reference.commands import link

pytestmark = pytest.mark.usefixtures("session")


def test_each_line_is_answered_by_one_line_of_json_with_its_reasons() -> None:
    lines = "vendeuze en magasin (H/F)\n\nURGENT – plongeuse – CDI – Namur\n"
    result = CliRunner().invoke(link, ["occupation", "--top", "2"], input=lines)
    answers = [json.loads(line) for line in result.output.splitlines()]
    assert [answer["hits"][0]["id"] for answer in answers] == ["vendeur-magasin", "plongeur"]
    assert all(len(answer["hits"]) <= 2 for answer in answers)
    assert answers[0]["text"] == "vendeuze en magasin (H/F)"
    assert answers[0]["hits"][0]["read"] == [["vendeuze", "vendeuse"]]


def test_skills_are_linked_in_english_too() -> None:
    result = CliRunner().invoke(link, ["skill", "--language", "en"], input="sweeping floors\n")
    assert json.loads(result.output)["hits"][0]["label"] == "sweep a floor"


def test_an_unknown_noun_is_refused() -> None:
    assert CliRunner().invoke(link, ["person"], input="x\n").exit_code == 2
