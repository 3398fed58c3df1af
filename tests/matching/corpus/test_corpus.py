"""The corpus holds together: offsets, closed lists, split and pairs.

A failure names an offer and a place in it, never its words: half of it is sealed.
"""

import json
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NUMBER = r"\d+(?:\.\d+)?"
CRITERIA = {
    "age",
    "sexe",
    "nationalite",
    "origine",
    "langue",
    "handicap",
    "apparence",
    "famille",
    "conviction",
    "syndicat",
    "residence",
    "fortune",
}
CLOSED = {
    "availability": "immediate weekend travel shift split holidays variable oncall night"
    " early overtime no_travel no_oncall no_weekend no_night",
    "cliche": "relationnel equipe autonomie organisation motivation rigueur dynamisme service"
    " polyvalence soin ponctualite reactivite disponibilite ecoute analyse initiative passion"
    " discretion communication adaptation fiabilite serieux consignes responsabilite"
    " professionnalisme sourire apprendre engagement adresse curiosite assiduite leadership"
    " stress confiance patience elocution operationnel ambition pedagogie flexibilite"
    " efficacite multitache courtoisie respect douceur debrouillardise presentation maturite"
    " savoir_etre repetitif attention honnetete prudence competence concentration discernement"
    " physionomiste creativite enthousiasme perseverance ouverture",
    "eligibility": "droits_civils conduite handicap_ouvert examen JDC etudiant egalite APE",
    "health": "charges aptitude hauteur condition presentation tenue",
    "licence": "B BE C CE D A AM G",
    "vehicle": "own mobile",
    "origin": "FR BE EU any permis_travail",
    "residence": "BE proche connaissance_locale",
    "sex": "F M stereotype",
}
PATTERNS = {
    "diploma": r"EQF[1-8]/[A-Z0-9]+|EQF\?|none",
    "experience": rf"{NUMBER}|\?",
    "language": r"[a-z]{2}:(?:[ABC][12]|\?)",
    "hours": rf"{NUMBER}/[wm]|{NUMBER}-{NUMBER}/w|FT|PT|PT/FT|clock|flex_offered|rest"
    r"|no_split|fixed",
    "contract": r"CDI|CDD|CDD:\d+m|INTERIM|REMPL|ALT|STATUT|CONTRACTUEL|occasional|\?:\d+m",
    "pay": rf"{NUMBER}/[hmy]|{NUMBER}-{NUMBER}/[hmy]|SMIC|RMMMG|bareme|ech:\w+|selon_profil"
    r"|vague|avantages|prime|repas|km|mutuelle|remise|13e|voiture|interessement|CE|conges"
    r"|transport|CET|anciennete",
    "certificate": r"[A-Z0-9_:-]+",
    "family": r"[a-z_]+",
    "software": r".+",
}
AGE = rf"\d+\+|{NUMBER}-{NUMBER}|-\d+|young|young_team|senior|retraite"


def read(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def value_ok(kind, value):
    if kind == "age":
        return re.fullmatch(AGE, value) is not None
    if kind in CLOSED:
        return set(value.split("+")) <= set(CLOSED[kind].split())
    return all(re.fullmatch(PATTERNS[kind], part) for part in value.split("+"))


def faults(label, offer):
    start, end = label["start"], label["end"]
    flagged = label["crit_status"] == "flag"
    checks = {
        "offsets": offer["text"][start:end] == label["text"],
        "value": value_ok(label["kind"], label["value"]),
        "modality": label["modality"] in ("mandatory", "preferred", "offered"),
        "status": label["crit_status"] in ("", "flag", "check"),
        "criterion": label["protected"] in CRITERIA | {""},
        "status without criterion": bool(label["protected"]) == bool(label["crit_status"]),
        "discriminatory": label["discriminatory"] == flagged,
        "flag in a clean offer": not (offer["clean"] and flagged),
    }
    return [f"{offer['id']} {start}-{end}: {name}" for name, good in checks.items() if not good]


@pytest.mark.parametrize("half", ["open", "sealed"])
def test_labels_fit_their_offers(half):
    offers = {offer["id"]: offer for offer in read(f"{half}.jsonl")}
    labels = read(f"{half}.labels.jsonl")
    found = [fault for label in labels for fault in faults(label, offers[label["offer_id"]])]
    assert found == []
    places = [(x["offer_id"], x["start"], x["end"], x["kind"]) for x in labels]
    assert len(places) == len(set(places))
    assert {label["offer_id"] for label in labels} == set(offers)


def test_halves_are_stratified_and_apart():
    halves = {half: read(f"{half}.jsonl") for half in ("open", "sealed")}
    identifiers = {half: {offer["id"] for offer in rows} for half, rows in halves.items()}
    assert not identifiers["open"] & identifiers["sealed"]
    for rows in halves.values():
        assert (len(rows), sum(offer["clean"] for offer in rows)) == (30, 10)


def test_pairs_differ_in_one_passage():
    pairs = read("pairs.jsonl")
    assert len(pairs) == 30
    for pair in pairs:
        assert pair["criterion"] in CRITERIA
        risky, lawful = pair["risky"].splitlines(), pair["lawful"].splitlines()
        assert len(risky) == len(lawful)
        assert 3 <= len(risky) <= 6
        assert sum(one != other for one, other in zip(risky, lawful, strict=True)) == 1, pair["id"]
