"""What the pages ask of the reference."""

import pytest

from iod.reference import services

pytestmark = pytest.mark.usefixtures("session")


def test_the_words_of_the_trade_find_the_skill():
    assert services.skill_suggestions("conduire un clark")[0].id == (
        "conduire-chariot-elevateur-frontal"
    )
    assert services.occupation_suggestions("Cariste H/F/X")[0].id == "cariste"


@pytest.mark.parametrize("text", ["", "   ", "xyzzy", "???"])
def test_nothing_is_suggested_for_words_that_mean_nothing_here(text):
    assert services.skill_suggestions(text) == []
    assert services.occupation_suggestions(text) == []


def test_labels_come_in_the_readers_language():
    assert services.skill_label("balayer-sol") == "balayer un sol"
    assert services.skill_label("balayer-sol", "en") == "sweep a floor"
    assert services.skill_suggestions("sweep a floor", "en")[0].label == "sweep a floor"


def test_an_id_that_left_the_reference_has_no_label():
    assert services.skill_label("gone") == ""
    assert services.occupation_label("") == ""
    assert services.skills_of("gone") == []


def test_an_occupation_brings_its_skills():
    assert "laver-sol-serpilliere" in {s.id for s in services.skills_of("nettoyeur-bureaux")}


def test_the_lists_to_choose_from_are_sorted_and_whole():
    labels = [occupation.label for occupation in services.all_occupations()]
    accented = next(label for label in labels if label.startswith("é"))
    later = next(label for label in labels if label.startswith("f"))
    assert labels.index(accented) < labels.index(later)


def test_a_certificate_typed_by_hand_is_its_own_label():
    assert services.certificate_label("VCA") == "certificat de sécurité VCA"
    assert services.certificate_label("Permis nacelle") == "Permis nacelle"


def test_only_clear_words_are_linked_without_asking():
    assert services.occupation_meant("femme de ménage") == "aide-menager"
    assert services.occupation_meant("un peu de tout chez mon oncle") == ""
    assert services.skill_meant("balayer un sol") == "balayer-sol"
    assert services.skill_meant("") == ""
