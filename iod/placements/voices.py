"""Each side asked apart before a three-way meeting, in at most five short questions."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from iod import audit, db
from iod.access import Role
from iod.accounts.models import LinkPurpose, User
from iod.accounts.services import give_link, revoke_links
from iod.candidates.models import Side
from iod.errors import Refused
from iod.placements.models import FollowUp, FollowUpKind, Voice

TOPICS = {
    Side.WORKER: ("work", "welcome", "hours", "travel", "home"),
    Side.EMPLOYER: ("work", "welcome", "hours", "learning"),
}
# Childcare and budget: for the coach, whatever anybody ticks.
NEVER_SHARED = frozenset({"home"})
ROLES = {Side.WORKER: Role.WORKER, Side.EMPLOYER: Role.EMPLOYER}


def voice_of(point: FollowUp, side: Side) -> Voice | None:
    """Return what one side said or was asked before a meeting."""
    return next((voice for voice in point.voices if voice.side is side), None)


def is_open(point: FollowUp) -> bool:
    """Tell whether one can still answer before this meeting."""
    return point.held_on is None and point.placement.ended_on is None


def _prepared(point: FollowUp, side: Side) -> Voice:
    if point.kind is not FollowUpKind.TRIPARTITE or side not in TOPICS:
        raise Refused(_("Questions are asked before a three-way meeting only."))
    if not is_open(point):
        raise Refused(_("The meeting has been held: there is nothing to prepare any more."))
    voice = voice_of(point, side)
    if voice is None:
        voice = Voice(organisation_id=point.organisation_id, side=side, answers={}, shared=[])
        point.voices.append(voice)
        try:
            db.session.flush()
        except IntegrityError:
            db.session.rollback()  # a colleague was a moment earlier
            raise Refused(_("A colleague has just done the same: open the page again.")) from None
    return voice


def ask(point: FollowUp, side: Side, *, recipient: str, by: User) -> tuple[Voice, str]:
    """Ask one side on a link; return the voice and the token. An earlier link closes."""
    voice = _prepared(point, side)
    revoke_links(voice.id, by=by)
    worker = point.placement.candidate
    contact = point.placement.offer.contact
    language = worker.language if side is Side.WORKER else (contact.language if contact else "fr")
    token = give_link(
        LinkPurpose.VOICE,
        voice,
        role=ROLES[side],
        by=by,
        recipient=recipient,
        language="en" if language == "en" else "fr",
    )
    return voice, token


def answer_for(
    point: FollowUp, side: Side, answers: dict[str, Any], shared: Iterable[str], *, by: User
) -> Voice:
    """Write down what one side said on the telephone."""
    voice = _prepared(point, side)
    answer(voice, answers, shared, by=by)
    return voice


def answer(
    voice: Voice, answers: dict[str, Any], shared: Iterable[str], *, by: User | None = None
) -> None:
    """Keep the answers of one side, and which of them may be spoken of by the three.

    ``answers``: {topic: {"mood": 1 hard, 2 so-so, 3 good or None, "words": "…"}}.
    """
    if not is_open(voice.follow_up):
        raise Refused(_("The meeting has been held: there is nothing to prepare any more."))
    given = {
        topic: answers[topic]
        for topic in TOPICS[voice.side]
        if topic in answers and (answers[topic]["mood"] or answers[topic]["words"])
    }
    if not given:
        raise Refused(_("Answer at least one question."))
    voice.answers = given
    voice.shared = sorted(set(shared) & given.keys() - NEVER_SHARED)
    voice.given_at = db.now()
    voice.recorded_by_id = by.id if by else None
    audit.record("voice.given", voice, by=by, label="" if by else str(voice.side))


def shared_answers(
    side: Side, answers: dict[str, Any], shared: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """Return only the answers that their author lets the three see."""
    allowed = set(shared) & set(TOPICS[side]) - NEVER_SHARED
    return {topic: answers[topic] for topic in TOPICS[side] if topic in allowed & answers.keys()}
