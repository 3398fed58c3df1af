"""The second of the three views on a demand: what the team's own offers ask."""

from iod.offers import services
from iod.offers.peers import ENOUGH, shares
from iod.web import today
from tests.factories import make_offer, make_user


def an_offer(coach, text):
    offer = make_offer(coach=coach, title="Commis de cuisine (H/F/X)", text=text)
    services.reading.read_text(offer)
    services.save_offer(offer, by=coach, captured_on=today())
    return offer


def test_the_occupation_is_told_from_the_title(session):
    offer = an_offer(make_user(), "On cherche quelqu'un.")
    assert offer.occupation_id


def test_few_offers_say_nothing(session):
    coach = make_user()
    offers = [an_offer(coach, "CESS exigé.") for _each in range(ENOUGH)]
    assert shares(offers[0]) is None


def test_each_offer_counts_once_under_the_most_it_asks(session):
    coach = make_user()
    mine = an_offer(coach, "CESS exigé.")
    an_offer(coach, "CESS exigé. Bachelier exigé.")
    for _each in range(ENOUGH - 1):
        an_offer(coach, "Aucun diplôme exigé. Contrat CDI.")
    found = shares(mine)
    assert found["diploma:EQF6"] == 1 / ENOUGH
    assert "diploma:EQF4" not in found
    assert found["experience:0"] == 0.0


def test_the_offers_of_another_team_say_nothing(session):
    mine = an_offer(make_user(), "CESS exigé.")
    stranger = make_user()
    for _each in range(ENOUGH):
        an_offer(stranger, "CDI.")
    assert shares(mine) is None


def test_a_diploma_nobody_else_asks_is_questioned_on_that_ground(session):
    coach = make_user()
    for _each in range(ENOUGH):
        an_offer(coach, "Contrat CDI.")
    offer = an_offer(coach, "CESS exigé.")
    flag = next(f for f in offer.flags if f.rule == "diploma-above-post")
    assert "peers" in {row["source"] for row in flag.evidence}
