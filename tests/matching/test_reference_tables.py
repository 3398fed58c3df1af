"""The dated tables: readable, sourced, without two periods at once, and nothing guessed."""

import shutil
from pathlib import Path

import pytest

from matching.reference.dated import TABLES, read_table, table, table_problems
from matching.reference.files import FOLDER


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER / "tables", tmp_path / "tables")
    return tmp_path


def add(folder: Path, name: str, **cells: str) -> None:
    row = dict(read_table(name, folder)[0]) | cells
    row.pop("line")
    with (folder / "tables" / f"{name}.csv").open("a", encoding="utf-8") as file:
        file.write(",".join(f'"{cell}"' for cell in row.values()) + "\n")


def test_the_embedded_tables_have_no_problem():
    assert list(table_problems()) == []


def test_an_unknown_table_is_refused_in_plain_words():
    with pytest.raises(ValueError, match="no table 'horoscope'"):
        table("horoscope")


def test_every_commune_has_a_post_code_and_all_but_one_a_place():
    places = table("places")
    assert len(places) == 280
    assert all(row["postcodes"] for row in places)
    assert [row["label"] for row in places if not row["latitude"]] == ["Woluwe-Saint-Pierre"]


def test_communes_are_known_by_their_other_names():
    places = {row["label"]: row for row in table("places")}
    assert places["Namur"]["dutch"] == "Namen"
    assert places["Saint-Vith"]["german"] == "Sankt Vith"
    assert "4700" in places["Eupen"]["postcodes"]


def test_the_national_floor_not_yet_confirmed_has_no_amount():
    rows = table("wage_floors")
    assert [(row["hourly"], row["monthly"]) for row in rows if row["verified"] == "no"] == [
        ("", "")
    ]


def test_an_announced_aid_is_not_verified():
    announced = [row for row in table("hiring_aids") if row["code"] == "prime-unique"]
    assert [row["verified"] for row in announced] == ["no"]


@pytest.mark.parametrize("name", list(TABLES))
def test_the_same_row_twice_overlaps(copy, name):
    add(copy, name)
    assert any("overlap in time" in problem for problem in table_problems(copy))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"label": ""}, "a label is missing"),
        ({"valid_from": "hier"}, "valid_from is a day"),
        ({"valid_from": "2026-01-01", "valid_to": "2025-01-01"}, "valid_to comes before"),
        ({"verified": "yes", "source": ""}, "verified, but without its source"),
        ({"eqf": "9"}, "eqf is a number from 1 to 8"),
        ({"eqf": "quatre"}, "eqf is a number from 1 to 8"),
    ],
)
def test_a_bad_cell_is_named_with_its_line(copy, cells, said):
    add(copy, "diplomas", **{"code": "NEUF", **cells})
    line = len(read_table("diplomas", FOLDER)) + 2
    problems = list(table_problems(copy))
    assert any(f"tables/diplomas.csv, line {line}: {said}" in problem for problem in problems)


def test_a_table_that_cannot_be_read_is_one_problem(copy):
    path = copy / "tables" / "diplomas.csv"
    path.write_text("code,label\nCEB,x\n", encoding="utf-8")
    assert sum("column missing" in problem for problem in table_problems(copy)) == 1
