#!/usr/bin/env python3
"""Measure the linker beside rapidfuzz and TF-IDF, on public sets in a folder given by name.

    python tests/bench/linking.py FOLDER [--sets fra_q_fr_c_fr skills_be_fr ...]

FOLDER holds `<set>.queries.tsv.gz` and `<set>.corpus.tsv.gz` (uri, label), `skills_be_fr.tsv` with
`../esco/skills_fr.csv`, `offer_titles_rome.tsv` with `../rome/`. The rank of a query is the rank of
its first right concept, each concept counted once by its best label. Intervals are a paired
bootstrap of the mean reciprocal rank against character TF-IDF. Nothing here is asserted.
"""

import argparse
import csv
import gzip
import resource
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from matching import Concept, Linker

csv.field_size_limit(10**8)
SETS = ["fra_q_fr_c_fr", "deu_q_de_c_de", "skills_be_fr", "offer_titles_rome"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Queries = list[tuple[str, set[str]]]
Corpus = dict[str, list[str]]


def rows(path: Path, delimiter: str = "\t") -> Iterator[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def rome(folder: Path) -> Corpus:
    jobs = rows(next(folder.glob("*referentiel_code_rome*")), ",")
    corpus = {row["code_rome"]: [row["libelle_rome"]] for row in jobs}
    for row in rows(next(folder.glob("*referentiel_appellation*")), ","):
        corpus[row["code_rome"]] += [row["libelle_appellation_long"]]
        corpus[row["code_rome"]] += [row["libelle_appellation_court"]]
    return corpus


def load(folder: Path, name: str) -> tuple[Queries, Corpus]:
    corpus: Corpus = {}
    if name == "skills_be_fr":
        queries = [(row["text"], {row["uri"]}) for row in rows(folder / f"{name}.tsv")]
        for row in rows(folder.parent / "esco" / "skills_fr.csv", ","):
            others = row["altLabels"].replace("\n", "|").split("|")
            corpus[row["conceptUri"]] = [row["preferredLabel"], *filter(None, others)]
    elif name == "offer_titles_rome":
        queries = [(row["text"], {row["code_rome"]}) for row in rows(folder / f"{name}.tsv")]
        corpus = rome(folder.parent / "rome")
    else:
        found = rows(folder / f"{name}.queries.tsv.gz")
        queries = [(row["text"], set(row["uris"].split("|"))) for row in found]
        for row in rows(folder / f"{name}.corpus.tsv.gz"):
            corpus.setdefault(row["uri"], []).append(row["label"])
    kept = [(text, gold & corpus.keys()) for text, gold in queries]
    return [(text, gold) for text, gold in kept if gold], corpus


def language(name: str) -> str:
    return name.split("_q_")[1][:2] if "_q_" in name else "fr"


def concepts(corpus: Corpus, code: str) -> list[Concept]:
    return [
        Concept(id=key, label=labels[0], alternates=tuple(labels[1:]), language=code)
        for key, labels in corpus.items()
    ]


def plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("ß", "ss"))
    return "".join(c for c in text if not unicodedata.combining(c))


def unaccented(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


Scorer = Callable[[list[str]], Callable[[list[str]], np.ndarray]]


def edits(labels: list[str]) -> Callable[[list[str]], np.ndarray]:
    return lambda texts: process.cdist(texts, labels, scorer=fuzz.token_sort_ratio)


def tfidf(**options: object) -> Scorer:
    def build(labels: list[str]) -> Callable[[list[str]], np.ndarray]:
        vectors = TfidfVectorizer(sublinear_tf=True, **options)
        table = vectors.fit_transform(labels).T.tocsr()
        return lambda texts: (vectors.transform(texts) @ table).toarray()

    return build


BASELINES: dict[str, Scorer] = {
    "rapidfuzz token_sort_ratio": edits,
    "word TF-IDF": tfidf(),
    "character TF-IDF": tfidf(analyzer="char_wb", ngram_range=(3, 5)),
}


def baseline_ranks(queries: Queries, corpus: Corpus, scorer: Scorer) -> np.ndarray:
    labels = [plain(label) for found in corpus.values() for label in found]
    owner = np.repeat(np.arange(len(corpus)), [len(found) for found in corpus.values()])
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    place = {concept: at for at, concept in enumerate(corpus)}
    score = scorer(labels)
    ranks = []
    for at in range(0, len(queries), 200):
        part = queries[at : at + 200]
        table = np.asarray(score([plain(text) for text, _ in part]), np.float32)
        for row, (_, gold) in zip(np.maximum.reduceat(table, starts, axis=1), part, strict=True):
            top = max(row[place[concept]] for concept in gold)
            ranks.append(1 + (row > top).sum() + ((row == top).sum() - 1) / 2)
    return np.array(ranks, float)


def linker_ranks(linker: Linker, queries: Queries, absent: float) -> np.ndarray:
    answers = linker.link_many([text for text, _ in queries], k=100)
    return np.array(
        [
            next((at for at, hit in enumerate(hits, 1) if hit.id in gold), absent)
            for (_, gold), hits in zip(queries, answers, strict=True)
        ],
        float,
    )


def interval(better: np.ndarray, worse: np.ndarray) -> str:
    """Return the gain in mean reciprocal rank with its 95 % paired bootstrap interval."""
    gain = 1 / better - 1 / worse
    draw = np.random.default_rng(0).integers(0, len(gain), (2000, len(gain)))
    low, high = np.quantile(gain[draw].mean(axis=1), (0.025, 0.975))
    return f"{gain.mean():+.4f} [{low:+.4f}, {high:+.4f}]"


def line(name: str, ranks: np.ndarray, more: str = "") -> None:
    print(
        f"  {name:28} MRR {np.mean(1 / ranks):.4f}  top1 {np.mean(ranks < 1.5):.3f}  "
        f"top5 {np.mean(ranks <= 5):.3f}  top10 {np.mean(ranks <= 10):.3f}  {more}",
        flush=True,
    )


def quality(folder: Path, name: str) -> Linker:
    queries, corpus = load(folder, name)
    labels = sum(map(len, corpus.values()))
    print(f"{name}: {len(queries)} queries, {len(corpus)} concepts, {labels} labels")
    ranks = {key: baseline_ranks(queries, corpus, scorer) for key, scorer in BASELINES.items()}
    for key, found in ranks.items():
        line(key, found)
    begin = time.perf_counter()
    linker = Linker(concepts(corpus, language(name)))
    built = time.perf_counter() - begin
    ours = linker_ranks(linker, queries, len(corpus) / 2)
    line("linker", ours, "over character TF-IDF " + interval(ours, ranks["character TF-IDF"]))
    if name == "skills_be_fr":
        kind = [row["relation"] == "exact" for row in rows(folder / f"{name}.tsv")]
        line("linker, exact links", ours[kind])
    cost(linker, [text for text, _ in queries], built)
    return linker


def cost(linker: Linker, texts: list[str], built: float) -> None:
    spent = []
    for text in texts[:500]:
        begin = time.perf_counter()
        linker.link(text)
        spent.append(1000 * (time.perf_counter() - begin))
    with tempfile.TemporaryDirectory() as place:
        linker.save(Path(place))
        size = sum(file.stat().st_size for file in Path(place).iterdir()) / 1e6
        begin = time.perf_counter()
        Linker.load(Path(place))
        loaded = time.perf_counter() - begin
    print(
        f"  built in {built:.2f} s, read back in {loaded:.2f} s, {size:.1f} MB on disk; one phrase "
        f"{np.median(spent):.2f} ms (p95 {np.quantile(spent, 0.95):.2f})",
        flush=True,
    )


def shared(one: str, other: str) -> int:
    """Return how many letters two words begin with in common."""
    differ = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differ, min(len(one), len(other)))


def genders(queries: Queries) -> list[tuple[str, str]]:
    """Return the (masculine, feminine) titles of the queries that write both, word by word."""
    pairs = []
    for text, _ in queries:
        if text.count(" / ") == 1 and " - " not in text:
            short, long = (half.split() for half in text.split(" / "))
            alike = (shared(a, b) > 2 for a, b in zip(short, long, strict=False))
            if len(long) >= len(short) and all(alike):
                pairs.append((" ".join(short + long[len(short) :]), " ".join(long)))
    return pairs


def dotted(masculine: str, feminine: str, form: str) -> str:
    words = []
    for man, woman in zip(masculine.split(), feminine.split(), strict=True):
        ending = woman[shared(man, woman) :]
        words.append(man if man == woman or not ending else form.format(man, ending))
    return " ".join(words)


def mistyped(text: str, draw: np.random.Generator) -> str:
    """Return the text with one letter dropped, added, changed or swapped with the next."""
    at = draw.choice([place for place, letter in enumerate(text) if letter.isalpha()])
    other = draw.choice(list(LETTERS))
    return str(
        draw.choice(
            [
                text[:at] + text[at + 1 :],
                text[:at] + other + text[at:],
                text[:at] + other + text[at + 1 :],
                text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
            ]
        )
    )


def gates(folder: Path, linker: Linker) -> None:
    pairs = genders(load(folder, "fra_q_fr_c_fr")[0])
    draw = np.random.default_rng(7)
    forms = {
        "feminine": [woman for _, woman in pairs],
        "middle dot": [dotted(man, woman, "{}·{}") for man, woman in pairs],
        "brackets": [dotted(man, woman, "{}({})") for man, woman in pairs],
        "slash": [dotted(man, woman, "{}/{}") for man, woman in pairs],
        "both": [f"{man} / {woman}" for man, woman in pairs],
        "(H/F/X)": [f"{man} (H/F/X)" for man, _ in pairs],
        "feminine m/v/x": [f"{woman} m/v/x" for _, woman in pairs],
        "capitals": [woman.upper() for _, woman in pairs],
        "unaccented": [unaccented(man) for man, _ in pairs],
        "capitals unaccented": [unaccented(woman).upper() for _, woman in pairs],
        "advertisement": [f"URGENT – {man} (H/F) – CDI – Namur" for man, _ in pairs],
        "one typing error": [mistyped(man, draw) for man, _ in pairs],
        "one, feminine": [mistyped(woman, draw) for _, woman in pairs],
    }
    print(f"first answer the same as for the masculine title ({len(pairs)} French titles)")
    wanted = linker.link_many([man for man, _ in pairs], k=1)
    for name, texts in forms.items():
        found = linker.link_many(texts, k=10)
        same = [bool(a) and a[0].id == b[0].id for a, b in zip(found, wanted, strict=True) if b]
        kept = [b[0].id in {hit.id for hit in a} for a, b in zip(found, wanted, strict=True) if b]
        print(f"  {name:28} {np.mean(same):.4f}  among ten {np.mean(kept):.4f}", flush=True)


def confirmations(folder: Path, name: str, count: int = 500) -> None:
    """Measure what labels confirmed by a coach are worth for phrases not confirmed."""
    queries, corpus = load(folder, name)
    order = np.random.default_rng(1).permutation(len(queries))
    known, rest = [queries[at] for at in order[:count]], [queries[at] for at in order[count:]]
    linker = Linker(concepts(corpus, language(name)))
    before = linker_ranks(linker, rest, len(corpus) / 2)
    begin = time.perf_counter()
    for text, gold in known:
        for concept in sorted(gold):
            linker.add_alternate(concept, text)
    spent = time.perf_counter() - begin
    after = linker_ranks(linker, rest, len(corpus) / 2)
    print(f"{count} confirmed labels, measured on {len(rest)} other phrases of {name}")
    line("before", before)
    line("after", after, f"gain {interval(after, before)}, {1000 * spent / count:.1f} ms each")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--sets", nargs="*", default=SETS)
    given = arguments.parse_args()
    linkers = {name: quality(given.folder, name) for name in given.sets}
    if "fra_q_fr_c_fr" in linkers:
        gates(given.folder, linkers["fra_q_fr_c_fr"])
    for name in given.sets:
        if name != "offer_titles_rome":
            confirmations(given.folder, name)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak of the whole run {peak:.0f} MB")


if __name__ == "__main__":
    main()
