"""Say each reason of a match in a plain sentence: what is there, what is near, what to ask."""

from collections.abc import Iterable

from flask_babel import gettext, ngettext

from iod.candidates import words
from iod.candidates.models import Candidate
from iod.offers import phrases
from iod.offers.words import N_
from iod.proposals.shortlist import Found
from iod.reference import services as reference
from matching import Group, Need, Reason, State

TONES = {
    State.HAS: "good",
    State.CLOSE: "near",
    State.LEARNABLE: "near",
    State.ASK: "ask",
}


def _(message: str, **values: object) -> str:
    return str(gettext(message, **values))


HEADINGS: dict[Group | None, str] = {
    Group.READY: N_("Ready now"),
    Group.SUPPORTED: N_("Ready with support"),
    Group.TO_DISCUSS: N_("To discuss together"),
    None: N_("Everybody else"),
}
MEANINGS: dict[Group | None, str] = {
    Group.READY: N_("Everything the work needs was shown somewhere."),
    Group.SUPPORTED: N_("What is missing is learnt here, or somebody is named to help."),
    Group.TO_DISCUSS: N_("There is a question to ask first: to the person or to the employer."),
    None: N_("More than half of the know-how was not shown yet: see each person and why."),
}


def heading(group: Group | None) -> str:
    """Name one of the three groups, or those who are in none."""
    return _(HEADINGS[group])


def about(group: Group | None) -> str:
    """Say what one of the three groups means."""
    return _(MEANINGS[group])


def said(found: Found) -> list[tuple[str, str]]:
    """Return the reasons as (tone, sentence): what has to be asked first, then the rest."""
    order = (State.ASK, State.LEARNABLE, State.CLOSE, State.HAS)
    ranked = sorted(found.reasons, key=lambda reason: order.index(reason.state))
    return [(TONES[reason.state], sentence(reason, found.candidate)) for reason in ranked]


def sentence(reason: Reason, candidate: Candidate) -> str:
    """Return one reason as a sentence."""
    if reason.need is not None:
        return _of_need(reason, reason.need, candidate)
    return {"travel": _travel, "hours": _hours, "wish": _wish, "refusal": _refusal}[reason.topic](
        reason
    )


def label(kind: str, value: str) -> str:
    """Return the words for what a post needs."""
    if kind == "skill":
        return reference.skill_label(value, words.page_language()) or value
    if kind == "language":
        code, _sep, level = value.partition(":")
        known = words.CEFR.get(level)
        return f"{words.language_name(code)} – {known}" if known else words.language_name(code)
    if kind == "licence":
        return _("licence %(licence)s", licence=words.LICENCES.get(value, value))
    if kind == "diploma":
        return _("diploma: %(level)s", level=phrases.LEVELS.get(value.split("/")[0], value))
    if kind == "experience":
        return _("%(length)s of practice", length=phrases.value_words(kind, value))
    return words.certificate_name(value)


def _of_need(reason: Reason, need: Need, candidate: Candidate) -> str:
    what = label(need.kind, need.value)
    if reason.state is State.HAS:
        return _held(reason, need, what, candidate)
    if reason.state is State.LEARNABLE:
        return _learnt(need, what)
    nearest = label(need.kind, reason.covers) if reason.covers else ""
    if reason.state is State.CLOSE:
        return _(
            "%(what)s: does something near (%(near)s), with help at first.", what=what, near=nearest
        )
    if nearest and need.kind in ("skill", "language"):
        return _("To ask: %(what)s. Nearest so far: %(near)s.", what=what, near=nearest)
    return _("To ask: %(what)s.", what=what)


def _held(reason: Reason, need: Need, what: str, candidate: Candidate) -> str:
    if need.kind != "skill":
        return _("Has it: %(what)s.", what=what)
    proof = next((p for p in candidate.proofs if p.skill_id == need.value), None)
    level = str(words.LEVELS[proof.level]).lower() if proof else ""
    if proof and proof.experience:
        return _(
            "Can do it: %(what)s (%(level)s). Shown in: %(where)s.",
            what=what,
            level=level,
            where=proof.experience.title,
        )
    return _("Can do it: %(what)s (%(level)s).", what=what, level=level)


def _learnt(need: Need, what: str) -> str:
    if need.learnable_days and need.helper:
        return _(
            "%(what)s: learnt here in %(days)s days with %(helper)s.",
            what=what,
            days=need.learnable_days,
            helper=need.helper,
        )
    if need.learnable_days:
        return _("%(what)s: learnt here in %(days)s days.", what=what, days=need.learnable_days)
    return _(
        "%(what)s: learnt here with %(helper)s.", what=what, helper=need.helper or _("a colleague")
    )


def _travel(reason: Reason) -> str:
    mode, _sep, minutes = reason.covers.partition(":")
    if not minutes:
        return _(
            "To ask: how to get there. Nothing was said about travel, or the place is not known."
        )
    how = str(words.MODES[mode]).lower()
    if reason.state is State.HAS:
        return _("Gets there in about %(minutes)s minutes, %(how)s.", minutes=minutes, how=how)
    return _(
        "To ask: about %(minutes)s minutes %(how)s, more than what was said.",
        minutes=minutes,
        how=how,
    )


def _hours(reason: Reason) -> str:
    if reason.state is State.HAS:
        return _("The hours are possible.")
    if not reason.covers:
        return _("To ask: the hours were never talked about.")
    if reason.covers.startswith("weekly:"):
        number = reason.covers.partition(":")[2]
        return _("To ask: %(number)s hours a week.", number=number)
    return _("To ask: %(hours)s.", hours=str(words.HOURS.get(reason.covers, reason.covers)).lower())


def _wish(reason: Reason) -> str:
    what = reference.occupation_label(reason.covers, words.page_language()) or reason.covers
    if reason.state is State.HAS:
        return _("It is a wish: %(what)s.", what=what)
    return _("To ask: the wishes so far are for other work.")


def _refusal(reason: Reason) -> str:
    language = words.page_language()
    what = reference.skill_label(reason.covers, language) or reference.occupation_label(
        reason.covers, language
    )
    return _("To ask: did not want this again: %(what)s.", what=what)


def covered(found: Found) -> list[str]:
    """Say how each gap is closed on the post and by whom; what she brings instead is not told."""
    lines = []
    for reason in found.reasons:
        need = reason.need
        if need is None or reason.state not in (State.LEARNABLE, State.CLOSE):
            continue
        what = label(need.kind, need.value)
        if reason.state is State.LEARNABLE:
            lines.append(_learnt(need, what))
        else:
            helper = need.helper or found.offer.tutor or _("a colleague")
            lines.append(
                _("%(what)s: with the help of %(helper)s at first.", what=what, helper=helper)
            )
    return lines


def without(needs: Iterable[Need]) -> str:
    """Say which demands are left out."""
    return _("Without: %(what)s", what=" + ".join(label(need.kind, need.value) for need in needs))


def listed(needs: Iterable[Need]) -> str:
    """Name several demands one after the other."""
    return "; ".join(label(need.kind, need.value) for need in needs)


def gained(need: Need, posts: int) -> str:
    """Say how many more posts one thing to learn or to obtain would open."""
    return str(
        ngettext(
            "With “%(what)s”: %(num)s more post.",
            "With “%(what)s”: %(num)s more posts.",
            posts,
            what=label(need.kind, need.value),
        )
    )


def carved(kind: str) -> str:
    """Name one way to cut a post."""
    return {
        "move": _("Hand some tasks to a colleague"),
        "exchange": _("Exchange tasks with a colleague"),
        "split": _("Make two posts of it"),
    }[kind]
