import pytest

from matching.occupation import occupation_of, occupation_of_isco


@pytest.mark.parametrize(
    ("title", "isco"),
    [
        ("Cuisinier / Cuisinière (H/F)", "5120"),
        ("CUISINIÈRE CONFIRMÉE", "5120"),
        ("Technicien·ne de surface (h/f/x)", "9112"),
        ("Serveuse", "5131"),
        ("URGENT : magasinier H/F", "4321"),
        ("Comptable", "3313"),
        ("Infirmier(e) de nuit", "3221"),
    ],
)
def test_a_title_tells_its_occupation_in_every_gender(title, isco):
    found = occupation_of(title)

    assert found is not None
    assert found.isco == isco


@pytest.mark.parametrize(
    "title",
    ["", "Technique de vente", "Formation en cuisine", "Venez travailler chez nous", "2 X H/F"],
)
def test_a_doubtful_title_tells_nothing(title):
    assert occupation_of(title) is None


def test_a_language_without_a_reference_tells_nothing():
    assert occupation_of("Kok", "nl") is None


def test_a_title_the_law_protects_is_told():
    aide_soignant = occupation_of("Aide-soignante (H/F/X)")

    assert aide_soignant is not None
    assert aide_soignant.regulated


def test_a_code_alone_tells_whether_its_title_is_protected():
    assert occupation_of_isco("5321").regulated
    assert not occupation_of_isco("9112").regulated
