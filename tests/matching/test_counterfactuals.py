"""Change one thing in an offer: the verdict changes exactly where it should, and nowhere else."""

from datetime import date

import pytest

from matching.analyse import analyse
from matching.types import (
    Floor,
    Holder,
    Kind,
    Level,
    Modality,
    Occupation,
    Offer,
    Requirement,
    Task,
)

OFFER = (
    "Notre restaurant de Namur cherche une personne pour la cuisine. Vous préparez les repas de "
    "midi. Contrat CDI, temps plein, 15,20 € brut de l'heure. {more} Téléphonez au restaurant."
)
FLOOR = Floor(hourly=12.83, monthly=2112.0, valid_from=date(2025, 2, 1))


def rules(more, title="Cuisinier (H/F/X)", **known):
    return {
        flag.rule for flag in analyse(Offer(text=OFFER.format(more=more), title=title, **known))
    }


def severities(more, title="Cuisinier (H/F/X)", **known):
    flags = analyse(Offer(text=OFFER.format(more=more), title=title, **known))
    return {flag.rule: flag.severity for flag in flags}


def test_the_offer_the_changes_start_from_is_clean():
    assert rules("") == set()


@pytest.mark.parametrize(
    ("more", "raised"),
    [
        ("Vous avez moins de 35 ans.", {"age-bound"}),
        ("Vous avez entre 20 et 30 ans.", {"age-bound"}),
        ("Vous avez 18 ans au moins.", set()),
        ("Notre maison existe depuis 35 ans.", set()),
        ("Rejoignez une équipe jeune et dynamique.", {"youth-wording"}),
        ("Rejoignez une entreprise jeune.", set()),
        ("Français langue maternelle exigé.", {"mother-tongue"}),
        ("De nationalité belge.", {"nationality"}),
        ("Vous êtes célibataire.", {"family-situation"}),
        ("Vous êtes en parfaite santé.", {"health"}),
        ("Bonne présentation exigée.", {"appearance"}),
        ("Casier judiciaire vierge.", {"criminal-record"}),
        ("Envoyez un CV avec photo.", {"private-data"}),
        ("Envoyez un CV sans photo.", set()),
        ("Indiquez votre dernier salaire.", {"salary-history"}),
        ("Nous sommes une entreprise handi-accueillante.", set()),
        ("Toutes les candidatures sont les bienvenues, sans distinction d'âge.", set()),
    ],
)
def test_one_sentence_more_raises_its_own_rule_and_no_other(more, raised):
    assert rules(more) == raised


@pytest.mark.parametrize(
    ("strict", "loose", "rule"),
    [
        ("BTS exigé.", "Un BTS est un plus.", "diploma-above-post"),
        ("5 ans d'expérience exigés.", "5 ans d'expérience sont un plus.", "too-much-experience"),
        ("CACES 3 exigé.", "Le CACES 3 est un plus.", "certificate-employer-can-give"),
        ("Expérience significative exigée.", "Expérience appréciée.", "vague-bar"),
    ],
)
def test_a_must_that_becomes_a_plus_is_left_alone(strict, loose, rule):
    assert rule in rules(strict)
    assert rules(loose) == set()


def test_and_is_raised_and_or_is_not():
    assert "diploma-and-experience" in rules("CAP cuisine exigé et 1 an d'expérience exigé.")
    assert rules("CAP cuisine ou 1 an d'expérience.") == set()


def test_the_law_that_asks_for_a_title_clears_the_diploma():
    cook = Occupation(isco="5321")
    nurse_aid = Occupation(isco="5321", regulated=True)

    assert "diploma-above-post" in rules("Bachelier exigé.", occupation=cook)
    assert rules("Bachelier exigé.", occupation=nurse_aid) == set()


@pytest.mark.parametrize(
    ("title", "raised"),
    [
        ("Serveur (H/F/X)", set()),
        ("Serveur / Serveuse", set()),
        ("Serveur·euse", set()),
        ("Serveur", {"one-sex"}),
        ("Serveuse", {"one-sex"}),
        ("Commis de salle", set()),
    ],
)
def test_the_other_form_of_the_title_clears_the_one_sex(title, raised):
    assert rules("", title=title) == raised


def test_a_feminine_title_alone_weighs_more_than_a_bare_masculine():
    assert severities("", title="Serveuse")["one-sex"] == 3
    assert severities("", title="Serveur")["one-sex"] == 1


def test_a_driving_task_clears_the_licence():
    kitchen = Task(id="1", text="Éplucher les légumes")
    delivery = Task(id="2", text="Livrer les repas à domicile")

    assert rules("Permis B exigé.") == set()
    assert rules("Permis B exigé.", tasks=(kitchen,)) == {"licence-without-driving"}
    assert rules("Permis B exigé.", tasks=(kitchen, delivery)) == set()


def test_a_site_one_can_reach_makes_the_own_car_a_question():
    assert rules("Véhicule personnel exigé.") == set()
    assert rules("Véhicule personnel exigé.", access=True) == {"own-car"}
    assert rules("Véhicule personnel exigé.", access=False) == set()


def test_a_rota_clears_the_stack_of_hard_hours():
    text = "Vente au comptoir. Horaires coupés et travail le week-end. Salaire attractif."
    offer = {"text": text, "title": "Vendeur (H/F/X)"}

    without = {flag.rule for flag in analyse(Offer(**offer))}
    with_rota = {flag.rule for flag in analyse(Offer(**offer, rota=True))}

    assert without - with_rota == {"availability-stack"}
    assert with_rota - without == set()


def test_a_language_without_a_task_is_raised_once_tasks_are_known():
    trays = Task(id="1", text="Dresser les assiettes")
    guests = Task(id="2", text="Expliquer la carte en anglais")

    assert rules("Anglais courant exigé.") == set()
    assert "language-without-task" in rules("Anglais courant exigé.", tasks=(trays,))
    assert rules("Anglais courant exigé.", tasks=(trays, guests)) == set()


def test_the_views_that_disagree_make_the_severity():
    learnt = (Task(id="1", text="Cuire", learnable=True),)

    assert severities("BTS exigé.")["diploma-above-post"] == 1
    assert severities("BTS exigé.", peers={"diploma:EQF5": 0.1})["diploma-above-post"] == 2
    assert severities("BTS exigé.", peers={"diploma:EQF5": 0.9})["diploma-above-post"] == 1
    assert severities("BTS exigé.", tasks=learnt)["diploma-above-post"] == 2


def test_an_organisation_that_edits_its_levels_changes_the_verdict():
    demanding = (Level(isco="5120", low=4, high=5, verified=True, source="ours"),)

    assert "diploma-above-post" in rules("BTS exigé.")
    assert rules("BTS exigé.", levels=demanding) == set()


def test_what_the_holder_had_decides():
    without = severities("CAP exigé.")

    assert severities("CAP exigé.", holder=Holder(eqf=3)) == without
    assert severities("CAP exigé.", holder=Holder(eqf=1)) == without | {"holder-has-less": 3}


def test_the_pay_is_compared_only_with_a_floor_that_is_given():
    text = "Cuisine de midi, temps plein, 11 € brut de l'heure."
    offer = {"text": text, "title": "Cuisinier (H/F/X)"}

    assert analyse(Offer(**offer)) == []
    assert [flag.rule for flag in analyse(Offer(**offer, floor=FLOOR))] == ["pay-below-scale"]


def test_no_floor_is_in_the_code_so_a_higher_one_changes_the_verdict():
    text = "Cuisine de midi, temps plein, 13 € brut de l'heure."
    higher = Floor(hourly=13.5, monthly=2220.0)

    assert analyse(Offer(text=text, title="Cuisinier (H/F/X)", floor=FLOOR)) == []
    raised = analyse(Offer(text=text, title="Cuisinier (H/F/X)", floor=higher))
    assert [flag.rule for flag in raised] == ["pay-below-scale"]


def test_linking_a_requirement_to_a_task_clears_it():
    task = Task(id="1", text="Cuire les légumes")
    row = Requirement(kind=Kind.SOFTWARE, value="SAP", modality=Modality.MANDATORY)

    def raised(tasks):
        linked = Requirement(kind=row.kind, value=row.value, tasks=tasks)
        offer = Offer(text="15 € de l'heure", requirements=(linked,), tasks=(task,))
        return {flag.rule for flag in analyse(offer)} - {"pay-missing"}

    assert raised(None) == set()
    assert raised(()) == {"requirement-without-task"}
    assert raised(("1",)) == set()
