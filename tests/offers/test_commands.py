import json

import pytest
from click.testing import CliRunner

from iod.offers.commands import analyse, read

OFFER = "Serveuse de moins de 30 ans. BTS exigé. Horaires coupés et week-end. Salaire attractif."


def run(command, *arguments, text=OFFER):
    return CliRunner().invoke(command, [*arguments, "-"], input=text)


def test_the_sheet_begins_with_what_must_change():
    result = run(analyse, "--title", "Serveuse", "--locale", "en")

    assert result.exit_code == 0
    assert result.output.index("Wordings to remove") < result.output.index("To ask the employer")
    assert "moins de 30 ans" in result.output


def test_the_sheet_is_french_unless_asked_otherwise():
    result = run(analyse, "--title", "Serveuse")

    assert "Mentions à retirer" in result.output
    assert "À demander à l’employeur" in result.output
    assert "Why" not in result.output
    assert "exigé" in run(read).output


def test_the_json_holds_codes_offsets_quotes_and_words():
    answer = json.loads(run(analyse, "--title", "Serveuse", "--json").output)

    assert answer["occupation"]["isco"] == "5131"
    assert {"one-sex", "age-bound", "diploma-above-post"} <= {f["rule"] for f in answer["flags"]}
    for flag in answer["flags"]:
        if flag["start"] is not None:
            assert OFFER[flag["start"] : flag["end"]] == flag["evidence"][0]["value"]
        assert flag["words"]["question"].endswith("?")


def test_an_isco_code_stands_in_for_the_title():
    answer = json.loads(run(analyse, "--isco", "9412", "--json").output)

    assert answer["occupation"]["isco"] == "9412"


@pytest.mark.parametrize("code", ["94123", "cook", "٣"])
def test_a_wrong_isco_code_is_refused_in_one_line(code):
    result = run(analyse, "--isco", code)

    assert result.exit_code == 2
    assert "ISCO-08" in result.output


def test_reading_lists_each_requirement_with_its_words():
    answer = json.loads(run(read, "--json").output)

    assert {"age", "diploma", "availability", "pay"} <= {r["kind"] for r in answer["requirements"]}
    for row in answer["requirements"]:
        assert row["quote"] == OFFER[row["start"] : row["end"]]
    assert "moins de 30 ans" in run(read).output


@pytest.mark.parametrize("command", [read, analyse])
def test_a_language_not_read_yet_is_answered_in_plain_words(command):
    dutch = (
        "Wij zoeken een kok voor ons restaurant. Je werkt graag in een team en je hebt ervaring "
        "in de keuken. Wij bieden een contract van onbepaalde duur en een goed loon."
    )

    result = run(command, "--locale", "en", text=dutch)

    assert result.exit_code == 1
    assert "Dutch" in result.output
    assert "not read yet" in result.output


@pytest.mark.parametrize("command", [read, analyse])
def test_an_empty_text_is_refused(command):
    result = run(command, text="  \n")

    assert result.exit_code == 1
    assert "Error" in result.output


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "offer.txt"
    path.write_bytes("Expérience exigée".encode("latin-1"))

    result = CliRunner().invoke(read, [str(path)])

    assert result.exit_code == 1


@pytest.mark.parametrize("command", [read, analyse])
def test_the_help_gives_an_example(command):
    result = CliRunner().invoke(command, ["--help"])

    assert "Example" in result.output
    assert "iod " in result.output


def test_no_colour_is_written_to_a_file():
    assert "\033" not in run(analyse).output
