"""What the linker keeps on disk, and what it learns from one answer to the next."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from matching import Concept, Linker

TRADES = [
    Concept(id="clean", label="agent de propreté/agente de propreté", alternates=("nettoyeur",)),
    Concept(id="sell", label="vendeur/vendeuse", alternates=("employé de magasin",)),
    Concept(id="cook", label="cuisinier/cuisinière", alternates=("chef de cuisine",)),
]
PHRASES = ["vendeuse", "chef de cuisin", "nettoyage", "magasinier", "", "☃"]


def test_an_index_read_back_answers_like_the_one_written(tmp_path: Path) -> None:
    built = Linker(TRADES)
    built.save(tmp_path / "index")
    assert Linker.load(tmp_path / "index").link_many(PHRASES) == built.link_many(PHRASES)


def test_an_index_is_mapped_and_not_copied_into_memory(tmp_path: Path) -> None:
    Linker(TRADES).save(tmp_path)
    kept = Linker.load(tmp_path)._labels.index.letters.data
    while kept is not None and not isinstance(kept, np.memmap):
        kept = kept.base
    assert isinstance(kept, np.memmap)


def test_the_same_concepts_are_not_indexed_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Linker.cached(TRADES, tmp_path)
    monkeypatch.setattr(Linker, "save", None)
    assert Linker.cached(TRADES, tmp_path).link_many(PHRASES) == first.link_many(PHRASES)


def test_a_changed_label_makes_a_new_index_in_place_of_the_stale_one(tmp_path: Path) -> None:
    Linker.cached(TRADES, tmp_path)
    changed = [*TRADES[:2], dataclasses.replace(TRADES[2], alternates=("marmiton",))]
    assert Linker.cached(changed, tmp_path).link("marmiton")[0].id == "cook"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_without_an_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no index"):
        Linker.load(tmp_path)


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    Linker(TRADES).save(tmp_path)
    body = json.loads((tmp_path / "linker.json").read_text(encoding="ascii"))
    (tmp_path / "linker.json").write_text(json.dumps({**body, "format": 0}), encoding="ascii")
    with pytest.raises(ValueError, match="another version"):
        Linker.load(tmp_path)


def test_an_array_that_carries_code_is_refused(tmp_path: Path) -> None:
    Linker(TRADES).save(tmp_path)
    np.save(tmp_path / "owner.npy", np.array([object()], object), allow_pickle=True)
    with pytest.raises(ValueError, match="no index"):
        Linker.load(tmp_path)


def test_a_confirmed_label_finds_its_concept_at_once() -> None:
    linker = Linker(TRADES)
    assert linker.link("zythologue") == []
    linker.add_alternate("sell", "zythologue")
    hit = linker.link("Zythologues (H/F/X)")[0]
    assert (hit.id, hit.label) == ("sell", "zythologue")


def test_a_confirmed_label_leaves_the_other_answers_as_they_were() -> None:
    linker = Linker(TRADES)
    before = linker.link_many(PHRASES)
    linker.add_alternate("cook", "zythologue")
    assert linker.link_many(PHRASES) == before


def test_a_confirmed_label_is_kept_on_disk(tmp_path: Path) -> None:
    linker = Linker(TRADES)
    linker.add_alternate("cook", "crêpier du marché")
    linker.save(tmp_path)
    assert Linker.load(tmp_path).link("crepiere de marche")[0].id == "cook"


def test_a_label_already_there_is_not_added_twice() -> None:
    linker = Linker(TRADES)
    before = len(linker._labels.keys)
    linker.add_alternate("sell", "VENDEUSE")
    assert len(linker._labels.keys) == before


@pytest.mark.parametrize(
    ("concept", "label", "message"), [("nobody", "x", "no concept"), ("sell", " - ", "one word")]
)
def test_a_label_for_nothing_or_of_nothing_is_refused(
    concept: str, label: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Linker(TRADES).add_alternate(concept, label)


def test_two_concepts_under_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        Linker([TRADES[0], TRADES[0]])


def test_a_hit_says_which_words_it_shares_and_what_was_read() -> None:
    linker = Linker(TRADES)
    why = linker.explain("agent de porpreté", linker.link("agent de porpreté")[0])
    assert why.label == "agent de propreté/agente de propreté"
    assert "propreté" in why.shared
    assert why.read == (("porprete", "proprete"),)


def test_a_hit_says_which_words_mean_the_same() -> None:
    linker = Linker(TRADES)
    hit = linker.link("agent de nettoyage")[0]
    assert hit.id == "clean"
    assert ("nettoyag", "propreté") in linker.explain("agent de nettoyage", hit).near
