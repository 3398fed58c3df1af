"""One function per noun: sensible defaults, override what the test is about."""

from itertools import count

from iod import db, web
from iod.access import Role
from iod.accounts.models import Organisation, User
from iod.candidates.models import Candidate
from iod.employers.models import Employer, Site, name_key
from iod.offers.models import Offer, Task

_n = count(1)


def _saved(row):
    db.session.add(row)
    db.session.commit()
    return row


def make_organisation(**given) -> Organisation:
    return _saved(Organisation(**{"name": f"MIRE {next(_n)}", "settings": {}} | given))


def make_user(**given) -> User:
    given.setdefault("organisation", given.pop("organisation", None) or make_organisation())
    defaults = {"email": f"u{next(_n)}@example.org", "name": "Nadia Lambert", "role": Role.COACH}
    return _saved(User(**defaults | given))


def _owned(given) -> tuple[User, dict]:
    coach = given.pop("coach", None) or make_user()
    return coach, {"organisation_id": coach.organisation_id, "responsible_id": coach.id}


def make_employer(**given) -> Employer:
    _coach, mine = _owned(given)
    name = given.pop("name", f"Boulangerie {next(_n)}")
    return _saved(Employer(**{"name": name, "name_key": name_key(name)} | mine | given))


def make_site(employer, **given) -> Site:
    mine = {"employer": employer, "organisation_id": employer.organisation_id}
    return _saved(Site(**{"town": "Verviers", "post_code": "4800"} | mine | given))


def make_offer(**given) -> Offer:
    coach, mine = _owned(given)
    given.setdefault("employer", make_employer(coach=coach))
    defaults = {
        "title": "Commis de cuisine",
        "text": "Nous cherchons un commis de cuisine H/F/X.",
        "captured_on": web.today(),
    }
    return _saved(Offer(**defaults | mine | given))


def make_task(offer, **given) -> Task:
    mine = {"offer": offer, "organisation_id": offer.organisation_id}
    return _saved(Task(**{"text": "Éplucher les légumes"} | mine | given))


def make_candidate(**given) -> Candidate:
    _coach, mine = _owned(given)
    defaults = {
        "first_name": "Amina",
        "last_name": f"Diallo {next(_n)}",
        "search_key": "amina diallo",
        "arrived_on": web.today(),
    }
    return _saved(Candidate(**defaults | mine | given))
