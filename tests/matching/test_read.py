import pytest

from matching import Kind, Modality, UnsupportedLanguage, read


def only(text, kind, **more):
    found = [f for f in read(text, **more) if f.kind is kind]
    assert len(found) == 1, found
    return found[0]


def test_a_requirement_says_its_place_in_the_text_as_given():
    text = "Poste en CDI. L’expérience\u202f: 2 ans d’expérience exigés."
    found = only(text, Kind.EXPERIENCE)
    assert found.start is not None
    assert "2 ans d’expérience" in text[found.start : found.end]


def test_offsets_hold_with_decomposed_accents_and_invisible_signs():
    text = "Zone\u200b de texte. Vous e\u0302tes motive\u0301."
    found = only(text, Kind.CLICHE)
    assert text[found.start : found.end] == "motive\u0301"


def test_a_lost_line_break_does_not_hide_what_follows():
    assert only("Au service de la nationVous êtes rigoureux.", Kind.CLICHE).value == "rigueur"


def test_an_empty_text_asks_nothing():
    assert read("") == []
    assert read(" \n ") == []


def test_a_text_that_is_not_a_string_is_refused():
    with pytest.raises(ValueError, match="strings"):
        read(None)


def test_a_heading_makes_wishes_of_its_list():
    text = "Profil :\n- Permis B\nAtouts :\n- Anglais courant\n- VCA"
    found = {f.kind: f.modality for f in read(text)}
    assert found[Kind.LICENCE] is Modality.MANDATORY
    assert found[Kind.LANGUAGE] is Modality.PREFERRED
    assert found[Kind.CERTIFICATE] is Modality.PREFERRED


def test_the_terms_of_the_post_are_offered():
    found = read("Contrat CDI, 38h/semaine, chèques-repas de 7 €.")
    assert {f.modality for f in found} == {Modality.OFFERED}
    assert {f.kind for f in found} == {Kind.CONTRACT, Kind.HOURS, Kind.PAY}


def test_a_text_in_dutch_is_not_read():
    with pytest.raises(UnsupportedLanguage) as refused:
        read("Wij zoeken een poetshulp voor onze klanten in Namen. Je hebt ervaring.")
    assert refused.value.language == "nl"


def test_a_french_offer_with_an_english_title_is_french():
    text = "Office Manager. Nous recherchons une personne rigoureuse pour notre bureau de Namur."
    assert read(text, language="en")


def test_reading_twice_gives_the_same():
    text = "Vous êtes dynamique, motivé et ponctuel. Permis B. CDI temps plein."
    assert read(text) == read(text)
