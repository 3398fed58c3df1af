"""How fast offers are read: one process, then a thousand offers over one and two processes.

    python tests/bench/reading.py [FOLDER]

FOLDER holds ``*.jsonl`` files whose lines have a ``text`` (and a ``title``); without it the
benchmark writes its own offers. Nothing is asserted.
"""

import json
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from matching import UnsupportedLanguage, read

SENTENCES = [
    "Nous recherchons pour notre client un magasinier (H/F/X) à Namur.",
    "Vous réceptionnez les marchandises et contrôlez les bons de livraison.",
    "Vous préparez les commandes et vous rangez les palettes dans l'entrepôt.",
    "Vous êtes ponctuel, motivé et vous avez l'esprit d'équipe.",
    "Vous disposez d'une expérience de 2 ans dans une fonction similaire.",
    "Le permis B et un véhicule sont indispensables.",
    "Le brevet cariste est un atout.",
    "Anglais courant et bonnes notions de néerlandais souhaités.",
    "CESS ou 2 ans de pratique.",
    "Horaire en 2 pauses, un samedi sur trois.",
    "Contrat intérimaire en vue d'un CDI, 38h/semaine.",
    "15,84 € brut/h, chèques-repas de 7 € et prime de fin d'année.",
    "L'entreprise emploie 120 personnes et livre toute la région.",
    "Envoyez votre candidature à l'adresse indiquée, nous vous répondrons.",
]
SIZE = 2000


def written(count, seed=7):
    rng = random.Random(seed)  # noqa: S311
    offers = []
    for _ in range(count):
        text = ""
        while len(text) < SIZE:
            text += rng.choice(SENTENCES) + rng.choice([" ", "\n"])
        offers.append(text)
    return offers


def found(folder):
    rows = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf8").splitlines()
    ]
    return [row["text"] for row in rows if row.get("text")]


def count(text):
    try:
        return len(read(text))
    except UnsupportedLanguage:
        return 0


def main():
    texts = found(Path(sys.argv[1])) if len(sys.argv) > 1 else written(200)
    count(texts[0])
    began, busy = time.perf_counter(), time.process_time()
    requirements = sum(map(count, texts))
    wall, busy = time.perf_counter() - began, time.process_time() - busy
    share = SIZE * 1000 / sum(map(len, texts))
    print(f"{len(texts)} offers, {requirements} requirements")
    print(
        f"{wall * share:.2f} ms per {SIZE} characters on one core ({busy * share:.2f} of processor)"
    )
    thousand = [texts[i % len(texts)] for i in range(1000)]
    for workers in (1, 2):
        with ProcessPoolExecutor(workers) as pool:
            list(pool.map(count, thousand[:20]))
            began = time.perf_counter()
            list(pool.map(count, thousand, chunksize=50))
            rate = 1000 / (time.perf_counter() - began)
            print(f"{rate:.0f} offers a second over {workers} process(es)")


if __name__ == "__main__":
    main()
