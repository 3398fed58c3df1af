"""What can be done with people and their portfolios."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from iod import audit, db
from iod.access import Role
from iod.accounts import services as accounts
from iod.accounts.models import LinkPurpose, User
from iod.candidates.models import (
    Ability,
    ActionItem,
    Candidate,
    CandidateCensus,
    CandidateNote,
    Experience,
    Phase,
    SkillProof,
    Wish,
    folded,
)
from iod.errors import Refused
from iod.reference import services as reference

Part = Experience | SkillProof | Ability | Wish | ActionItem


def listing(
    user: User, *, words: str = "", mine: bool = False, phase: Phase | None = None
) -> Select[Candidate]:
    """Select the people of a team, whoever has waited longest without an offer first."""
    query = Candidate.visible_to(user).options(joinedload(Candidate.responsible))
    for word in folded(words).split():
        query = query.where(Candidate.search_key.contains(word, autoescape=True))
    if mine:
        query = query.where(
            (Candidate.responsible_id == user.id) | (Candidate.second_id == user.id)
        )
    if phase is None:
        query = query.where(Candidate.phase != Phase.LEFT)
    else:
        query = query.where(Candidate.phase == phase)
    waiting = func.coalesce(Candidate.last_offer_on, Candidate.arrived_on)
    return query.order_by(waiting, Candidate.offers_shown, Candidate.search_key, Candidate.id)


def save_candidate(candidate: Candidate, *, by: User, different: bool = False) -> None:
    """Keep what is known of a person; a second person of that name must be meant."""
    new = candidate.organisation_id is None
    candidate.search_key = folded(candidate.name)
    if new:
        candidate.organisation_id = by.organisation_id
        candidate.responsible_id = by.id
        if not different and _namesake(candidate):
            raise Refused(
                _("Somebody of this name is already followed here. Is it another person?"),
                field="last_name",
            )
        db.session.add(candidate)
        audit.record("candidate.added", candidate, by=by)
    else:
        audit.record("candidate.changed", candidate, by=by, changes=audit.changes(candidate))


def _namesake(candidate: Candidate) -> bool:
    with db.session.no_autoflush:
        same = select(Candidate.id).where(
            Candidate.organisation_id == candidate.organisation_id,
            Candidate.search_key == candidate.search_key,
        )
        return db.session.scalars(same.limit(1)).first() is not None


def hand_over(candidate: Candidate, to: User, second: User | None, *, by: User) -> None:
    """Make somebody of the team responsible, and somebody second."""
    if second is not None and second.id == to.id:
        raise Refused(_("Choose two different people, or nobody as second."), field="second_id")
    candidate.responsible = to
    candidate.second = second
    audit.record("candidate.handed_over", candidate, by=by, changes=audit.changes(candidate))


def change_phase(candidate: Candidate, phase: Phase, *, by: User) -> None:
    """Say in which phase of the decree the person is now."""
    before, candidate.phase = candidate.phase, phase
    audit.record("candidate.phase_changed", candidate, by=by, before=before, after=phase)


# --- the parts of the portfolio -----------------------------------------------------------------


def save_part(candidate: Candidate, part: Part, *, by: User) -> None:
    """Add a part to a portfolio, or keep what was corrected in it."""
    with db.session.no_autoflush:
        _link(part)
        _refuse_double(candidate, part)
    new = part.organisation_id is None
    if new:
        part.organisation_id = candidate.organisation_id
        part.candidate = candidate
        db.session.add(part)
    edits: dict[str, Any] = {} if new else audit.changes(part)
    verb = "added" if new else "changed"
    audit.record(f"{part.__tablename__}.{verb}", part, by=by, changes=edits)


def _link(part: Part) -> None:
    """Tie typed words to the reference where they clearly name something in it."""
    if isinstance(part, SkillProof) and not part.skill_id:
        part.skill_id = reference.skill_meant(part.label)
    elif isinstance(part, Experience) and not part.occupation_id:
        part.occupation_id = reference.occupation_meant(part.title)
    elif isinstance(part, Wish) and not part.occupation_id:
        part.occupation_id = reference.occupation_meant(part.text)


def _refuse_double(candidate: Candidate, part: Part) -> None:
    if isinstance(part, SkillProof):
        same = part.skill_id or folded(part.label)
        keys = {p.skill_id or folded(p.label) for p in candidate.proofs if p.id != part.id}
        if same in keys:
            raise Refused(_("This skill is already in the portfolio."), field="label")
    elif isinstance(part, Ability):
        kept = {(a.kind, a.code) for a in candidate.abilities if a.id != part.id}
        if (part.kind, part.code) in kept:
            raise Refused(_("This is already in the portfolio."), field="code")


def remove_part(part: Part, *, by: User) -> None:
    """Take a part out of a portfolio."""
    audit.record(f"{part.__tablename__}.removed", part, by=by)
    db.session.delete(part)


def finish_action(action: ActionItem, *, on: date, by: User) -> None:
    """Note that a line of the action plan is done."""
    action.done_on = on
    audit.record("action_item.done", action, by=by)


def suggested_skills(
    candidate: Candidate, language: str = "fr"
) -> list[tuple[Experience, list[reference.Suggestion]]]:
    """Return, for each experience, the skills of its occupation that are not told yet."""
    told = {proof.skill_id for proof in candidate.proofs}
    found = []
    for experience in candidate.experiences:
        skills = reference.skills_of(experience.occupation_id, language)
        left = [skill for skill in skills if skill.id not in told]
        if left:
            found.append((experience, left))
            told |= {skill.id for skill in left}
    return found


# --- what stays apart ---------------------------------------------------------------------------


def census(candidate: Candidate) -> CandidateCensus:
    """Return what eligibility needs to know of a person, empty when it was not asked."""
    query = select(CandidateCensus).where(CandidateCensus.candidate_id == candidate.id)
    kept = db.session.scalars(query).one_or_none()
    return kept or CandidateCensus(
        organisation_id=candidate.organisation_id, candidate_id=candidate.id
    )


def save_census(row: CandidateCensus, *, by: User) -> None:
    """Keep the facts that eligibility and statistics need."""
    db.session.add(row)
    audit.record("candidate_census.changed", row, by=by, changes=audit.changes(row))


def notes(candidate: Candidate) -> list[CandidateNote]:
    """Return the team's private notes, newest first."""
    query = select(CandidateNote).where(CandidateNote.candidate_id == candidate.id)
    newest = CandidateNote.created_at.desc()
    return list(
        db.session.scalars(query.options(joinedload(CandidateNote.author)).order_by(newest))
    )


def add_note(candidate: Candidate, text: str, *, by: User) -> CandidateNote:
    """Write a private note of the team."""
    note = CandidateNote(
        organisation_id=candidate.organisation_id,
        candidate_id=candidate.id,
        author_id=by.id,
        text=text,
    )
    db.session.add(note)
    audit.record("candidate_note.added", note, by=by)
    return note


def remove_note(note: CandidateNote, *, by: User) -> None:
    """Remove a private note."""
    audit.record("candidate_note.removed", note, by=by)
    db.session.delete(note)


def give_link(candidate: Candidate, *, by: User | None) -> str:
    """Make the link to the person's own page; return its token, which is shown once."""
    return accounts.give_link(
        LinkPurpose.PERSON,
        candidate,
        role=Role.WORKER,
        by=by,
        recipient=candidate.name,
        language="en" if candidate.language == "en" else "fr",
    )


def close_links(candidate: Candidate, *, by: User) -> int:
    """Close every link to the person's own page."""
    return accounts.revoke_links(candidate.id, by=by)


def count_offers(candidate: Candidate, number: int, *, on: date) -> None:
    """Remember that offers were shown, so that whoever waits longest comes first."""
    candidate.last_offer_on = on
    candidate.offers_shown += number
