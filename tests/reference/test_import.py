"""Official lists are brought in whole or not at all, and never lose what files point to."""

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from iod import db
from iod.reference import importing, official, services
from iod.reference.commands import link, reference
from iod.reference.models import ReferenceConcept, ReferenceLabel, ReferenceLink, ReferenceRelease
from tests.reference import lists


def bring_esco(folder, version="1.0"):
    items = official.esco(official.esco_files(folder), lambda _read: None)
    return importing.import_list("esco", version, items)


def bring_rome(folder):
    files = official.rome_files(folder)
    items = official.rome(files, lambda _read: None)
    return importing.import_list("rome", official.rome_version(files), items)


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def ids():
    rows = db.session.execute(select(ReferenceConcept.code, ReferenceConcept.id))
    return dict(list(rows))


def suggested(text):
    return [found.id for found in services.occupation_suggestions(text)]


@pytest.fixture
def house(tmp_path, monkeypatch, engine):
    """An installation of its own, as the command line finds it."""
    monkeypatch.setenv("IOD_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield lambda *words: CliRunner().invoke(reference, [str(word) for word in words])
    own = db.session.get_bind()
    db.session.remove()
    db.session.configure(bind=engine)
    own.dispose()


def test_imported_concepts_are_suggested_beside_the_embedded_ones(session, tmp_path):
    assert lists.GLAZIER not in suggested("poseur de vérandas")
    bring_esco(lists.esco(tmp_path / "esco"))
    assert services.occupation_suggestions("poseur de vérandas")[0].id == lists.GLAZIER
    assert services.occupation_suggestions("pétrisseuse nocturne")[0].id == lists.BAKER
    assert services.skill_suggestions("frasage du levain")[0].label == "pétrir la pâte au levain"
    assert services.occupation_suggestions("Cariste H/F/X")[0].id == "cariste"


def test_an_imported_occupation_brings_its_skills_the_essential_ones_first(session, tmp_path):
    bring_esco(lists.esco(tmp_path / "esco"))
    assert [skill.id for skill in services.skills_of(lists.BAKER)] == [lists.KNEAD, lists.CUT]
    assert services.skills_of(lists.GLAZIER) == []


def test_the_same_files_twice_change_nothing(session, tmp_path):
    for bring, write in ((bring_esco, lists.esco), (bring_rome, lists.rome)):
        folder = write(tmp_path / write.__name__)
        assert bring(folder).did_something()
        before = [count(model) for model in (ReferenceLabel, ReferenceLink, ReferenceRelease)]
        assert not bring(folder).did_something()
        after = [count(model) for model in (ReferenceLabel, ReferenceLink, ReferenceRelease)]
        assert after == before


def test_a_new_version_keeps_ids_and_lists_what_has_left(session, tmp_path):
    bring_esco(lists.esco(tmp_path / "old"))
    before = ids()
    report = bring_esco(
        lists.esco(tmp_path / "new", glazier=False, baker="boulange de nuit"), "1.1"
    )
    assert ids() == before
    assert report.retired == [(lists.GLAZIER, "poseuse de vérandas")]
    assert (report.labels_added, report.labels_removed) == (1, 1)
    assert services.occupation_label(lists.GLAZIER) == "poseuse de vérandas", "files still name it"
    assert lists.GLAZIER not in suggested("poseuse de vérandas")
    assert services.occupation_label(lists.BAKER) == "boulange de nuit"


def test_a_concept_that_comes_back_is_suggested_again(session, tmp_path):
    bring_esco(lists.esco(tmp_path / "a"))
    bring_esco(lists.esco(tmp_path / "b", glazier=False), "1.1")
    bring_esco(lists.esco(tmp_path / "c"), "1.2")
    assert services.occupation_suggestions("poseuse de vérandas")[0].id == lists.GLAZIER


def test_later_columns_and_a_second_language_are_read(session, tmp_path):
    folder = lists.esco(tmp_path / "esco")
    job = ("Occupation", lists.BAKER, "C7512", "night dough kneader", "", "dough hand", "released")
    lists.write(
        folder / "occupations_en.csv",
        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status",
        job,
    )
    lists.write(
        folder / "occupationSkillRelations.csv",
        "occupationType,occupationUri,occupationLabel,relationType,skillType,skillUri,skillLabel",
        ("Occupation", lists.GLAZIER, "x", "essential", "skill", lists.CUT, "y"),
    )
    bring_esco(folder, "1.2")
    assert services.occupation_suggestions("dough hand", "en")[0].label == "night dough kneader"
    assert [skill.id for skill in services.skills_of(lists.GLAZIER)] == [lists.CUT]


def test_a_concept_the_list_calls_obsolete_is_not_suggested(session, tmp_path):
    folder = lists.esco(tmp_path / "esco")
    lists.write(
        folder / "occupations_fr.csv",
        lists.OCCUPATIONS + ",status",
        ("Occupation", lists.BAKER, "7512", "pétrisseur nocturne", "", "", "released"),
        ("Occupation", lists.GLAZIER, "7125", "poseuse de vérandas", "", "", "obsolete"),
    )
    bring_esco(folder)
    assert lists.GLAZIER not in suggested("poseuse de vérandas")


def test_rome_brings_titles_skills_and_what_is_at_the_heart_of_the_work(session, tmp_path):
    bring_rome(lists.rome(tmp_path / "rome"))
    assert services.occupation_suggestions("vannière en rotin")[0].id == "rome:Z9901"
    needed = services.skills_of("rome:Z9901")
    assert [skill.label for skill in needed] == ["Tresser l'osier", "Essences de saule"]
    version = select(ReferenceRelease.version)
    assert db.session.scalar(version) == "4.71"


def test_a_crosswalk_lends_the_labels_of_one_list_to_the_other(session, tmp_path):
    bring_rome(lists.rome(tmp_path / "rome"))
    file = tmp_path / "crosswalk.csv"
    lists.write(file, "origin,target,relation", ("rome:Z9901", "cariste", "exact"))
    assert importing.import_crosswalk(file, lambda _read: None) == 1
    assert "cariste" in suggested("vannier rotin")
    assert importing.import_crosswalk(file, lambda _read: None) == 0, "the second time"
    lists.write(file, "origin,target,relation", ("rome:Z9901", "cariste", "broad"))
    importing.import_crosswalk(file, lambda _read: None)
    assert "cariste" not in suggested("vannier rotin"), "a wider concept lends no names"


def test_a_page_asks_the_database_once_for_many_labels(session, tmp_path, queries):
    bring_esco(lists.esco(tmp_path / "esco"))
    services.occupation_label(lists.BAKER)
    assert queries(lambda: [services.occupation_label(lists.BAKER) for _ in range(50)]) == 0


BROKEN = {
    "a column is missing": ("occupations_fr.csv", "iscoGroup", "group", "line 1, column iscoGroup"),
    "an empty label": ("skills_fr.csv", "découper du verre feuilleté", "", "line 3, column pref"),
    "a code that is none": ("skills_fr.csv", lists.CUT, "c1", "line 3, column conceptUri"),
    "a code given twice": ("skills_fr.csv", lists.CUT, lists.KNEAD, "line 3, column conceptUri"),
    "a link to nowhere": (
        "occupationSkillRelations.csv",
        f"essential,skill/competence,{lists.KNEAD}",
        f"essential,skill/competence,{lists.KNEAD}9",
        "line 2, column skillUri",
    ),
    "a quote never closed": ("skills_fr.csv", "découper", '"découper', "line 3"),
    "a cell too many": ("skills_fr.csv", "découper", "découper,", "line 3, column description"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_names_line_and_column_and_changes_nothing(house, tmp_path, case):
    good, bad = lists.esco(tmp_path / "good"), lists.esco(tmp_path / "bad", baker="autre nom")
    assert house("import", "esco", good).exit_code == 0
    name, old, new, place = BROKEN[case]
    text = (bad / name).read_text("utf-8")
    (bad / name).write_text(text.replace(old, new), "utf-8")
    answer = house("import", "esco", bad)
    assert answer.exit_code == 1
    assert f"{name}, {place}" in answer.output
    assert "Nothing was changed." in answer.output
    found = house("import", "esco", good).output
    assert "0 concepts new, 0 changed; labels: 0 new, 0 gone" in found


def test_a_file_that_is_not_utf8_is_named(house, tmp_path):
    folder = lists.esco(tmp_path / "esco")
    text = (folder / "skills_fr.csv").read_text("utf-8")
    (folder / "skills_fr.csv").write_bytes(text.encode("latin-1"))
    assert "skills_fr.csv, line 1 or later" in house("import", "esco", folder).output


def test_a_folder_without_the_files_says_which_one_is_due(house, tmp_path):
    assert "occupations_<language>.csv" in house("import", "esco", tmp_path).output
    assert "unix_referentiel_code_rome" in house("import", "rome", tmp_path).output


def test_the_command_line_imports_and_then_links_with_what_came(house, tmp_path):
    answer = house("import", "rome", lists.rome(tmp_path / "rome"))
    assert "3 concepts new" in answer.output
    file = tmp_path / "crosswalk.csv"
    lists.write(file, "origin,target,relation", ("rome:Z9901", "cariste", "exact"))
    assert "1 matches new or changed." in house("import", "crosswalk", file).output
    found = CliRunner().invoke(link, ["occupation", "--imported"], input="vannier\n").output
    assert "rome:Z9901" in found
