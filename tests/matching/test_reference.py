"""The embedded reference: it is sound, it answers, and its checker sees what is wrong."""

import shutil
from pathlib import Path

import pytest

from matching.reference import load, read_folder
from matching.reference.check import fold, main, problems
from matching.reference.files import FOLDER

FILES = ("occupations", "skills", "families", "links", "isco", "certificates")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(FOLDER / f"{name}.csv", tmp_path)
    shutil.copytree(FOLDER / "tables", tmp_path / "tables")
    return tmp_path


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(folder: Path, name: str, row: str) -> None:
    with (folder / f"{name}.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")


def test_the_embedded_reference_has_no_problem():
    assert problems() == []


def test_the_checker_prints_the_verified_shares(capsys):
    assert main() == 0
    printed = capsys.readouterr().out
    assert "0 problem(s)" in printed
    for what in ("occupations: codes", "regulated occupations: law", "hiring_aids"):
        assert f"{what}: " in printed


def test_every_occupation_has_the_skills_that_make_it():
    reference = load()
    for occupation in reference.occupations:
        essential, optional = reference.skills_of(occupation)
        assert len(essential) >= 3
        assert len(essential) + len(optional) >= 6
        assert not set(essential) & set(optional)


def test_skills_of_a_family_are_close_to_one_another():
    reference = load()
    close = reference.close("porter-charges-diable")
    assert "porter-charges-diable" not in close
    assert "deplacer-palette-transpalette" in close
    assert all("porter-charges-diable" in reference.close(other) for other in close)


def test_an_unknown_id_is_refused_in_plain_words():
    reference = load()
    with pytest.raises(ValueError, match="no occupation 'astronaute'"):
        reference.skills_of("astronaute")
    with pytest.raises(ValueError, match="no occupation 'astronaute'"):
        reference.isco_of("astronaute")
    with pytest.raises(ValueError, match="no skill 'voler'"):
        reference.close("voler")
    with pytest.raises(ValueError, match="no labels in 'nl'"):
        reference.skill_concepts("nl")


def test_an_occupation_concept_carries_both_genders_and_the_words_people_say():
    concepts = {concept.id: concept for concept in load().occupation_concepts()}
    labels = (concepts["nettoyeur-bureaux"].label, *concepts["nettoyeur-bureaux"].alternates)
    assert labels[0] == "nettoyeur·euse de bureaux"
    assert {"nettoyeur de bureaux", "nettoyeuse de bureaux", "technicienne de surface"} <= set(
        labels
    )
    assert len(labels) == len(set(labels))


def test_english_concepts_have_the_same_ids_as_the_french_ones():
    reference = load()
    for concepts in (reference.occupation_concepts, reference.skill_concepts):
        assert [one.id for one in concepts("fr")] == [one.id for one in concepts("en")]
        assert {one.language for one in concepts("en")} == {"en"}


@pytest.mark.parametrize(
    ("phrase", "skill"),
    [
        ("faire les rayons", "reassortir-rayon"),
        ("j'ai fait la plonge", "laver-vaisselle-machine"),
        ("conduire un clark", "conduire-chariot-elevateur-frontal"),
        ("passer la loque", "laver-sol-serpilliere"),
    ],
)
def test_everyday_words_lead_to_their_skill(phrase, skill):
    row = load().skills[skill]
    assert fold(phrase) in {fold(label) for label in (row.label, *row.synonyms)}


def test_isco_of_gives_the_unit_group():
    assert load().isco_of("cariste") == "8344"


def test_the_expected_level_comes_from_the_table_of_levels():
    reference = load()
    level = reference.level_of("aide-menager")
    assert level is not None
    assert (level.low, level.high, level.verified) == (1, 2, True)


def test_a_regulated_occupation_names_its_law_and_its_paper():
    guard = load().occupations["agent-gardiennage"]
    assert guard.regulated
    assert "2 octobre 2017" in guard.law
    assert guard.certificates == ("CARTE_PRO",)


def test_the_reference_is_large_enough_to_be_useful_at_once():
    reference = load()
    assert len(reference.occupations) >= 150
    assert len(reference.skills) >= 1000
    assert len(reference.families) >= 60


def test_the_reference_is_read_once():
    assert load() is load()


def test_the_checker_sees_a_label_claimed_twice(copy):
    edit(copy, "skills", "passer la loque", "Passer l'aspirateur")
    assert any("is claimed by" in problem for problem in problems(copy))


def test_the_checker_sees_an_orphan_skill_and_an_unknown_family(copy):
    add(copy, "skills", "voler,ailes,voler,fly,,no,,,,,no")
    found = problems(copy)
    assert "voler: no occupation uses this skill" in found
    assert "voler: unknown family 'ailes'" in found


def test_the_checker_sees_a_missing_translation(copy):
    edit(copy, "skills", "sweep a floor", "")
    assert any("lacks its French or its English label" in problem for problem in problems(copy))


def test_the_checker_sees_links_to_nothing_and_links_made_twice(copy):
    add(copy, "links", "cariste,voler,optional")
    add(copy, "links", "astronaute,balayer-sol,optional")
    add(copy, "links", "cariste,conduire-chariot-elevateur-frontal,optional")
    found = problems(copy)
    assert "links.csv: unknown skill 'voler'" in found
    assert "links.csv: unknown occupation 'astronaute'" in found
    assert any("are linked 2 times" in problem for problem in found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",8344,N1101,", ",8399,N1101,", "ISCO-08 code '8399'"),
        (",8344,N1101,", ",8344,N11,", "is not a ROME code"),
        (",CARISTE,", ",MAGIE,", "unknown certificate or licence 'MAGIE'"),
        ("2026-11-23,yes", ",yes", "verified, but without its source"),
        ("N1101,http://data.europa.eu/", "N1101,http://", "is not an ESCO address"),
        (",no,,no,,B,", ",yes,,no,,B,", "regulated, but without its legal source"),
        (",no,,no,,B,", ",no,,yes,,B,", "law verified, but without its source"),
    ],
)
def test_the_checker_sees_a_bad_cell_in_the_occupations(copy, old, new, said):
    edit(copy, "occupations", old, new)
    assert any(said in problem for problem in problems(copy))


def test_the_checker_sees_an_occupation_with_too_few_skills(copy):
    links = (copy / "links.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in links if not line.startswith("cariste,")]
    (copy / "links.csv").write_text("\n".join(kept), encoding="utf-8")
    assert "cariste: 0 essential and 0 optional skills, too few" in problems(copy)


def test_a_file_saved_by_a_french_spreadsheet_is_read_the_same(copy):
    text = (copy / "families.csv").read_text(encoding="utf-8")
    rewritten = text.replace('"', "").replace(", ", "§").replace(",", ";").replace("§", ", ")
    (copy / "families.csv").write_text(rewritten, encoding="utf-8-sig")
    assert read_folder(copy).families == load().families


@pytest.mark.parametrize(
    ("name", "row", "said"),
    [
        ("skills", "a,b", "skills.csv, line"),
        ("skills", "voler,sols,voler,fly,,maybe,,,,,no", "transversal is yes or no"),
        ("skills", "balayer-sol,sols,voler,fly,,no,,,,,no", "stands twice"),
        ("links", "cariste,balayer-sol,perhaps", "kind is essential or optional"),
    ],
)
def test_an_unreadable_row_names_its_file_and_line(copy, name, row, said):
    add(copy, name, row)
    with pytest.raises(ValueError, match=said):
        read_folder(copy)
    assert len(problems(copy)) == 1


def test_a_missing_column_and_a_wrong_encoding_are_named(copy):
    edit(copy, "links", "kind", "sort")
    with pytest.raises(ValueError, match="column missing: kind"):
        read_folder(copy)
    (copy / "links.csv").write_bytes("métier".encode("latin-1"))
    with pytest.raises(ValueError, match="not in UTF-8"):
        read_folder(copy)
