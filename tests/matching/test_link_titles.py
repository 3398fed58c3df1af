"""Every form of a title is one title: gender, case, accents, plural, marks and advertising."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import Concept, Linker
from matching.titles import content, family, fold, plain, segments, without_endings, without_noise

PAIRS = [
    ("vendeur", "vendeuse"),
    ("directeur", "directrice"),
    ("infirmier", "infirmière"),
    ("boulanger", "boulangère"),
    ("technicien", "technicienne"),
    ("employé", "employée"),
    ("chef", "cheffe"),
    ("agent", "agente"),
    ("maçon", "maçonne"),
    ("artisan", "artisane"),
    ("ingénieur", "ingénieure"),
    ("hôte", "hôtesse"),
    ("maître", "maîtresse"),
    ("sportif", "sportive"),
    ("privé", "privée"),
    ("conditionné", "conditionnée"),
    ("religieux", "religieuse"),
    ("français", "française"),
    ("professionnel", "professionnelle"),
    ("public", "publique"),
    ("ambassadeur", "ambassadrice"),
    ("rédacteur", "rédactrice"),
    ("auteur", "autrice"),
    ("barman", "barmaid"),
]
FORMS = ["{m}", "{f}", "{m} / {f}", "{f}/{m}", "{m} (H/F/X)", "{f} m/v/x", "{m} - h/f", "{f}s"]


def key(text: str, language: str = "fr") -> list[str]:
    return content([word for part in segments(text, language) for word in part], language)


def endings(masculine: str, feminine: str) -> list[str]:
    same = next(
        (at for at, (a, b) in enumerate(zip(masculine, feminine, strict=False)) if a != b),
        min(len(masculine), len(feminine)),
    )
    return [feminine[same:], feminine[max(same - 1, 1) :]] if feminine[same:] else []


@pytest.mark.parametrize(("masculine", "feminine"), PAIRS)
def test_all_forms_of_a_title_fold_to_the_same_words(masculine: str, feminine: str) -> None:
    forms = [form.format(m=masculine, f=feminine) for form in FORMS]
    forms += [text.upper() for text in forms]
    for ending in endings(masculine, feminine):
        forms += [f"{masculine}{mark}{ending}" for mark in "·•./-"]
        forms += [f"{masculine}({ending})", f"{masculine} ({ending})", f"{masculine}·{ending}·s"]
    assert {text: key(text) for text in forms} == dict.fromkeys(forms, key(masculine))


@given(pair=st.sampled_from(PAIRS), tail=st.sampled_from(["", " de nuit", " d'école", " en chef"]))
def test_a_feminine_title_is_never_answered_differently(pair: tuple[str, str], tail: str) -> None:
    linker = Linker(
        [
            Concept(id=str(at), label=f"{man}{tail}/{woman}{tail}")
            for at, (man, woman) in enumerate(PAIRS)
        ]
    )
    masculine, feminine = (linker.link(word + tail, k=3) for word in pair)
    assert masculine == feminine


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("agent de bar-tabac", "agent de bar-tabac"),
        ("import/export", "import/export"),
        ("peintre/plâtrier", "peintre/platrier"),
        ("B to B", "b to b"),
        ("maître-nageur", "maitre-nageur"),
    ],
)
def test_what_is_no_ending_of_the_word_is_kept(text: str, kept: str) -> None:
    assert without_endings(plain(text), "fr") == kept


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("nl", "verkoper", "verkoopster (m/v/x)"),
        ("nl", "leraar", "lerares"),
        ("nl", "medewerker", "medewerk(st)er"),
        ("nl", "kapper", "kapsters"),
        ("de", "Verkäufer", "Verkäufer:innen (m/w/d)"),
        ("de", "Kaufmann", "Kauffrau"),
        ("de", "Koch", "Köchin"),
        ("de", "Technischer Zeichner", "Technische Zeichnerin"),
        ("en", "waiter", "Waitresses"),
        ("en", "salesman", "salespeople"),
        ("en", "police officer", "POLICE OFFICERS"),
    ],
)
def test_other_languages_have_one_form_too(language: str, one: str, other: str) -> None:
    assert key(other, language) == key(one, language)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("urgent cuisinier en cdi a namur", ["cuisinier"]),
        ("soudeur temps plein liege", ["soudeur"]),
        ("charge de recrutement", ["charge", "de", "recrutement"]),
        ("agent d interim", ["agent", "d", "interim"]),
    ],
)
def test_words_of_an_advertisement_are_dropped_and_no_others(text: str, left: list[str]) -> None:
    assert without_noise(text.split(), "fr") == left


def test_what_an_english_title_leaves_out_is_left_out() -> None:
    words = ["teachers", "all", "other", "except", "special", "education"]
    assert without_noise(words, "en") == ["teachers"]


def test_an_unknown_language_is_compared_as_it_is_written() -> None:
    linker = Linker([Concept(id="a", label="panettiere", language="it")])
    assert linker.link("Panettiere")[0].id == "a"


@pytest.mark.parametrize(
    ("typed", "concept"),
    [
        ("bouhcer", "boucher"),
        ("magasiner", "magasinier"),
        ("magasinnier", "magasinier"),
        ("eletricien", "electricien"),
        ("puericultirce", "puericulteur"),
        ("macpn", "macon"),
    ],
)
def test_one_typing_error_finds_the_same_trade(typed: str, concept: str) -> None:
    trades = [
        "boucher",
        "magasinier",
        "électricien",
        "puéricultrice/puériculteur",
        "maçon",
        "masseur",
    ]
    labels = {"puericulteur": trades[3], "electricien": trades[2], "macon": trades[4]}
    concepts = [Concept(id=name, label=label) for name, label in labels.items()]
    concepts += [Concept(id=name, label=name) for name in ("boucher", "magasinier", "masseur")]
    assert Linker(concepts).link(f"{typed} (H/F)")[0].id == concept


def test_a_compound_is_found_by_its_parts() -> None:
    linker = Linker(
        [
            Concept(id="sell", label="Verkäufer für Möbel", language="de"),
            Concept(id="bake", label="Bäcker", language="de"),
            Concept(id="paint", label="Maler", language="de"),
        ]
    )
    assert linker.link("Möbelverkäuferin")[0].id == "sell"


def test_belgian_words_meet_their_french_ones() -> None:
    linker = Linker(
        [
            Concept(id="plaster", label="plâtrier/plâtrière"),
            Concept(id="shelf", label="employé de rayon/employée de rayon"),
            Concept(id="speech", label="orthophoniste"),
            Concept(id="floor", label="carreleur/carreleuse"),
        ]
    )
    texts = ["Plafonneur (h/f/x)", "Réassortisseuse", "Logopède"]
    assert [hits[0].id for hits in linker.link_many(texts)] == ["plaster", "shelf", "speech"]


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
@given(word=st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=18))
def test_folding_never_loses_a_word(language: str, word: str) -> None:
    assert fold(word, language)


@pytest.mark.parametrize(
    ("text", "trade"),
    [("technicien du son", "son"), ("chauffeur", "chauffer"), ("employé communal", "communal")],
)
def test_words_that_look_like_others_stay_apart(text: str, trade: str) -> None:
    assert trade in [family(word, "fr") for word in key(text)]
