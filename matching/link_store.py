"""Keep the index of a reference on disk: arrays that are mapped, texts as JSON, never code."""

import hashlib
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matching import titles
from matching.link_index import Index, Ints
from matching.types import Concept

FORMAT = 1
NAME = 32  # letters of a digest, and of the folder named after it
TEXTS = "linker.json"
PLACES = ("owner", "first", "last")
TABLES = ("letters", "words")
PIECES = ("data", "indices", "indptr")


def language_of(concepts: Sequence[Concept]) -> str:
    """Return the one language of the concepts; ValueError when there are several."""
    languages = {concept.language for concept in concepts}
    if len(languages) > 1:
        raise ValueError(f"one language at a time, not {', '.join(sorted(languages))}")
    return languages.pop() if languages else "fr"


def digest(concepts: Sequence[Concept]) -> str:
    """Return a name for all that an index is built from: the labels, the word lists, the code."""
    found = hashlib.sha256(f"{FORMAT} {np.__version__}".encode())
    package = files("matching")
    names = ["titles.py", "link.py", "link_index.py", "link_words.py"]
    names += [f"lexicon/{language_of(concepts)}/{name}" for name in titles.LEXICONS]
    for path in names:
        if (source := package.joinpath(path)).is_file():
            found.update(source.read_bytes())
    for concept in concepts:
        line = [concept.id, concept.label, *concept.alternates]
        found.update(json.dumps(line, ensure_ascii=True).encode())
    return found.hexdigest()[:NAME]


def write(folder: Path, texts: Mapping[str, Any], arrays: Mapping[str, Ints], index: Index) -> None:
    """Write texts, arrays and index into a folder, made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in {**arrays, **_pieces(index)}.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    shapes = {name: list(getattr(index, name).shape) for name in TABLES}
    body = json.dumps({"format": FORMAT, "shapes": shapes, **texts}, ensure_ascii=True)
    (folder / TEXTS).write_text(body, encoding="ascii")


def _pieces(index: Index) -> dict[str, npt.NDArray[Any]]:
    found = {f"{t}-{p}": getattr(getattr(index, t), p) for t in TABLES for p in PIECES}
    weights = {"letter-weight": index.letter_weight, "word-weight": index.word_weight}
    return {**found, **weights, "mass": index.mass}


def read(folder: Path) -> tuple[dict[str, Any], dict[str, Ints], Index]:
    """Read back what ``write`` wrote; ValueError when the folder holds no such index."""
    try:
        texts = json.loads((folder / TEXTS).read_text(encoding="ascii"))
        if texts["format"] != FORMAT:
            raise ValueError("the index was written by another version")
        index = Index(
            letters=_table(folder, texts, "letters"),
            letter_weight=_array(folder, "letter-weight"),
            words=_table(folder, texts, "words"),
            word_weight=_array(folder, "word-weight"),
            mass=_array(folder, "mass"),
        )
        arrays = {name: _array(folder, name) for name in PLACES}
    except (OSError, KeyError, TypeError, ValueError) as problem:
        raise ValueError(f"no index of a reference in {folder.name}: {problem}") from problem
    return {**texts, "seen": Counter(texts["seen"])}, arrays, index


def _array(folder: Path, name: str) -> npt.NDArray[Any]:
    found: npt.NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    return found


def _table(folder: Path, texts: Mapping[str, Any], name: str) -> sparse.csr_array:
    pieces = tuple(_array(folder, f"{name}-{piece}") for piece in PIECES)
    return sparse.csr_array(pieces, shape=tuple(texts["shapes"][name]), copy=False)


def replace(folder: Path, kept: Path, save: Callable[[Path], None]) -> None:
    """Write a new index beside the stale ones, put it in its place whole, and drop the stale."""
    folder.mkdir(parents=True, exist_ok=True)
    stale = [path for path in folder.iterdir() if len(path.name) == NAME and path.is_dir()]
    fresh = Path(tempfile.mkdtemp(dir=folder))
    save(fresh)
    try:
        fresh.rename(kept)
    except OSError:  # another process was faster: its index is the same
        shutil.rmtree(fresh)
    for path in stale:
        shutil.rmtree(path, ignore_errors=True)
