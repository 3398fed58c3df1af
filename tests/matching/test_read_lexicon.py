"""Every sentence of the lexicon is a test: what must be found in it, and what must not."""

from importlib.resources import files

import pytest

from matching import read
from matching.lexicon import load
from matching.readers import KINDS

NAMES = sorted(KINDS)


def sentences(key):
    for name in NAMES:
        for entry in load(name).get("phrase", ()):
            for sentence in entry.get(key, ()):
                yield pytest.param(KINDS[name], entry["value"], sentence, id=f"{name}-{sentence}")


def examples():
    for name in NAMES:
        for example in load(name).get("example", ()):
            yield pytest.param(KINDS[name], example, id=f"{name}-{example['text']}")


def values(kind, sentence):
    return [found.value for found in read(sentence) if found.kind == kind]


@pytest.mark.parametrize(("kind", "value", "sentence"), list(sentences("found")))
def test_a_phrase_is_found_where_it_must(kind, value, sentence):
    assert value in values(kind, sentence)


@pytest.mark.parametrize(("kind", "value", "sentence"), list(sentences("not_found")))
def test_a_phrase_is_not_found_where_it_must_not(kind, value, sentence):
    assert value not in values(kind, sentence)


@pytest.mark.parametrize(("kind", "example"), list(examples()))
def test_an_example_is_read_as_its_values(kind, example):
    found = [f for f in read(example["text"], title=example.get("title", "")) if f.kind == kind]
    assert [f.value for f in found] == example["read"]
    for key in ("modality", "criterion", "lawful"):
        if key in example:
            assert {getattr(f, key) for f in found} == {example[key]}


def test_every_reader_has_a_file_and_every_file_a_sentence():
    for name in NAMES:
        lexicon = load(name)
        said = [
            sentence
            for entry in lexicon.get("phrase", ())
            for sentence in (*entry.get("found", ()), *entry.get("not_found", ()))
        ]
        assert said or lexicon.get("example"), name


def test_the_lexicon_ships_with_the_package():
    assert (files("matching") / "lexicon" / "fr" / "diploma.toml").is_file()
