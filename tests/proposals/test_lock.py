"""Two coaches present two people for one opening in the same second: one winner."""

import threading

import pytest
from sqlalchemy.exc import IntegrityError

from iod import db, models
from iod.accounts.models import User
from iod.candidates.models import Candidate
from iod.errors import Refused
from iod.offers.models import Offer
from iod.proposals import presentations as services
from iod.proposals.models import Presentation
from tests.factories import make_user
from tests.proposals.people import approved_offer, willing


@pytest.fixture
def really_kept(engine):
    """Rows that other connections see, taken away afterwards."""
    db.session.remove()
    db.session.configure(bind=engine, join_transaction_mode="conditional_savepoint")
    yield
    db.session.remove()
    with engine.begin() as connection:
        for table in reversed(models.Base.metadata.sorted_tables):
            connection.execute(table.delete())


def test_two_sessions_at_once_have_one_winner_and_a_clear_sentence(app, really_kept):
    coach = make_user()
    offer = approved_offer(coach)
    people = [willing(coach, offer, first, "Exemple") for first in ("Amina", "Bart")]
    offer_id, coach_id = offer.id, coach.id
    ids = [person.id for person in people]
    db.session.remove()
    start, results = threading.Barrier(2), {}

    def present(person_id):
        with app.test_request_context(method="POST"):
            start.wait(timeout=10)
            by = db.session.get(User, coach_id)
            try:
                services.present(
                    db.session.get(Offer, offer_id),
                    db.session.get(Candidate, person_id),
                    override_reason="",
                    by=by,
                )
                db.session.commit()
                results[person_id] = "presented"
            except Refused as refusal:
                db.session.rollback()
                results[person_id] = refusal.message
            finally:
                db.session.remove()

    threads = [
        threading.Thread(target=present, args=(person_id,), daemon=True) for person_id in ids
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(said == "presented" for said in results.values()) == [False, True]
    refusal = next(said for said in results.values() if said != "presented")
    assert "Exemple" in refusal
    assert db.session.query(Presentation).count() == 1


def test_the_database_itself_refuses_a_second_open_presentation(session):
    coach = make_user()
    offer = approved_offer(coach)
    people = [willing(coach, offer, first, "Exemple") for first in ("Amina", "Bart")]
    for person in people:
        db.session.add(
            Presentation(
                organisation_id=offer.organisation_id,
                offer_id=offer.id,
                candidate_id=person.id,
                opened_by_id=coach.id,
            )
        )
    with pytest.raises(IntegrityError):
        db.session.flush()
