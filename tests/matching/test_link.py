"""The linker on a small reference of our own: what it finds and in which order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import Concept, Linker

TRADES = [
    Concept(id="clean", label="agent de propreté/agente de propreté", alternates=("nettoyeur",)),
    Concept(id="sell", label="vendeur/vendeuse", alternates=("employé de magasin",)),
    Concept(id="cook", label="cuisinier/cuisinière", alternates=("chef de cuisine",)),
    Concept(id="help", label="aide-ménager/aide-ménagère", alternates=("aide à domicile",)),
    Concept(id="direct", label="directeur/directrice d'école"),
    Concept(
        id="drive", label="conducteur de bus/conductrice de bus", alternates=("chauffeur de bus",)
    ),
    Concept(id="http://data.europa.eu/esco/isco/C522", label="vendeurs"),
]


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(TRADES)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Vendeuse", "sell"),
        ("URGENT – VENDEUR (H/F/X) – CDI – Namur", "sell"),
        ("Vendeur·euse", "sell"),
        ("chauffeuse de bus", "drive"),
        ("Directrice école", "direct"),
        ("ecole : directeur(trice)", "direct"),
        ("AIDE MENAGERE", "help"),
        ("cheffe de cuisine m/v/x", "cook"),
        ("nettoyeuses", "clean"),
    ],
)
def test_a_title_finds_its_trade_under_every_form(linker: Linker, text: str, concept: str) -> None:
    assert linker.link(text)[0].id == concept


def test_the_hit_names_the_label_that_matched(linker: Linker) -> None:
    assert linker.link("chauffeur de bus")[0].label == "chauffeur de bus"


def test_a_class_of_occupations_comes_after_the_occupations(linker: Linker) -> None:
    ids = [hit.id for hit in linker.link("vendeurs")]
    assert ids[:2] == ["sell", "http://data.europa.eu/esco/isco/C522"]


def test_nothing_in_common_gives_no_hit(linker: Linker) -> None:
    assert linker.link("☃") == []
    assert linker.link("") == []


def test_languages_are_not_mixed() -> None:
    with pytest.raises(ValueError, match="one language"):
        Linker([*TRADES, Concept(id="x", label="baker", language="en")])


def test_an_empty_reference_finds_nothing() -> None:
    assert Linker([]).link_many(["vendeur", ""]) == [[], []]


def test_a_number_of_hits_below_one_is_refused(linker: Linker) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        linker.link("vendeur", k=0)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=80), k=st.integers(1, 12))
def test_any_text_gives_the_same_ordered_hits_twice(text: str, k: int) -> None:
    linker = Linker(TRADES)
    hits = linker.link(text, k)
    assert hits == linker.link_many(["vendeur", text], k)[1]
    assert len(hits) <= k
    assert len({hit.id for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits == linker.link(text, 12)[:k]
