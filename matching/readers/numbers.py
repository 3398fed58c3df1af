"""Numbers as offers write them: "2 160,64", "29K", "deux", "6 mois"."""

import re

WORDS = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
    "quinze": 15,
    "dix-huit": 18,
    "vingt": 20,
    "vingt-quatre": 24,
    "trente": 30,
}
NUMBER = r"\d{1,3}(?:[,.]\d{1,2})?"
COUNT = rf"(?:{NUMBER}|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
AMOUNT = r"(?:\d{1,3}(?:[ .]\d{3}){1,2}|\d{1,7})(?:[,.]\d{1,4})?(?: ?k(?![a-z]))?"


def number(text: str) -> float:
    """Return the value of a folded number or number word."""
    if text in WORDS:
        return float(WORDS[text])
    thousand = text.rstrip().endswith("k")
    digits = text.rstrip(" k").replace(" ", "")
    if re.search(r"[.,]\d{3}(?:[.,]|$)", digits):
        digits = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", digits)
    value = float(digits.replace(",", "."))
    return value * 1000 if thousand else value


def plain(value: float) -> str:
    """Write a number without useless zeros."""
    return f"{round(value, 4):g}" if value < 100_000 else str(int(value))
