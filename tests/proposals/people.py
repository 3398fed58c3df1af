"""What the tests of presentations start from: an approved offer, and somebody who said yes."""

from iod import db, web
from iod.candidates import services as candidates
from iod.candidates.models import SkillLevel, SkillProof
from iod.offers.profile import fingerprint, profile
from iod.proposals import services
from iod.proposals.models import ChoiceAnswer
from iod.reviews.models import Approval, Review
from tests.factories import make_candidate, make_offer, make_site, make_task

SOLS = "laver-sol-serpilliere"
SANITAIRES = "nettoyer-desinfecter-sanitaires"


def approve(offer, by):
    """Keep the employer's yes to the present profile of an offer."""
    agreed = profile(offer)
    review = Review(
        offer=offer,
        organisation_id=offer.organisation_id,
        sent_by=by,
        fingerprint=fingerprint(agreed),
        profile=agreed,
    )
    approval = Approval(
        review=review,
        organisation_id=offer.organisation_id,
        offer_id=offer.id,
        fingerprint=review.fingerprint,
        profile=agreed,
        name="Mme Jacquet",
    )
    db.session.add_all([review, approval])
    db.session.commit()


def approved_offer(coach, **given):
    """Make an offer with tasks that its employer approved."""
    offer = make_offer(coach=coach, tutor="Rachida", **{"title": "Nettoyage de bureaux"} | given)
    offer.site = make_site(offer.employer)
    make_task(offer, text="Laver les sols", skills=[SOLS])
    make_task(offer, text="Nettoyer les sanitaires", skills=[SANITAIRES])
    db.session.commit()
    approve(offer, coach)
    return offer


def willing(coach, offer, first="Amina", last="Diallo"):
    """Make somebody who can wash floors, learns the rest, and said yes to the offer."""
    person = make_candidate(
        coach=coach, first_name=first, last_name=last, search_key=f"{first} {last}".lower()
    )
    for skill, level in ((SOLS, SkillLevel.ALONE), (SANITAIRES, SkillLevel.WITH_HELP)):
        proof = SkillProof(skill_id=skill, label=skill, level=level, proof=f"Preuve de {first}.")
        candidates.save_part(person, proof, by=coach)
    today = web.today()
    sheet = services.give_sheet(person, [offer], fewer_reason="Seule", on=today, by=coach)
    services.answer(sheet.choices[0], ChoiceAnswer.YES, on=today, by=coach)
    db.session.commit()
    return person
