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
        known = str(words.CEFR.get(level, ""))
        name = words.language_name(code)
        return f"{name} – {known[0].lower()}{known[1:]}" if known else name
    if kind == "licence":
        code, _sep, drives = str(words.LICENCES.get(value, value)).partition(" – ")
        return _("licence %(licence)s", licence=f"{code} ({drives})" if drives else code)
    if kind == "diploma":
        return _("diploma: %(level)s", level=phrases.LEVELS.get(value.split("/")[0], value))
    if kind == "experience":
        return _("%(length)s of practice", length=phrases.value_words(kind, value))
    return words.certificate_name(value)


def _of_need(reason: Reason, need: Need, candidate: Candidate) -> str:
    if reason.state is State.HAS:
        return _held(need, candidate)
    if reason.state is State.LEARNABLE:
        return _learnt(need)
    return _near(reason, need) if reason.state is State.CLOSE else _asked(reason, need)


def _held(need: Need, candidate: Candidate) -> str:
    what = label(need.kind, need.value)
    if need.kind == "language":
        return _("Speaks well enough for what the post asks: %(what)s.", what=what)
    if need.kind == "licence":
        return _("Has the %(what)s.", what=what)
    if need.kind != "skill":
        return _("Has the paper asked for: %(what)s.", what=what)
    proof = next((p for p in candidate.proofs if p.skill_id == need.value), None)
    level = str(words.LEVELS[proof.level]).lower() if proof else ""
    if proof and proof.experience:
        where = proof.experience.title
        return _("Can %(what)s (%(level)s): see “%(where)s”.", what=what, level=level, where=where)
    return _("Can %(what)s (%(level)s).", what=what, level=level)


def _near(reason: Reason, need: Need) -> str:
    what, near = label(need.kind, need.value), label(need.kind, reason.covers)
    if need.kind == "language":
        return _("Speaks a little less than asked (%(what)s), with help at first.", what=what)
    if reason.covers == need.value:
        return _("Can %(what)s with help, which is there at first.", what=what)
    return _("Can %(near)s, which is near: %(what)s; with help at first.", what=what, near=near)


def _asked(reason: Reason, need: Need) -> str:
    what = label(need.kind, need.value)
    near = label(need.kind, reason.covers) if reason.covers else ""
    if need.kind == "language":
        if near:
            return _(
                "To ask: the post asks for %(what)s, the portfolio says %(near)s.",
                what=what,
                near=near,
            )
        return _("To ask: the post asks for %(what)s.", what=what)
    if need.kind != "skill":
        return _("To ask: the portfolio does not name this: %(what)s.", what=what)
    if reason.covers == need.value:
        return _("To ask: how to %(what)s without help, since help is needed so far.", what=what)
    if near:
        return _("To ask: how to learn to %(what)s, starting from: %(near)s.", what=what, near=near)
    return _("To ask: how to learn to %(what)s.", what=what)


def _learnt(need: Need) -> str:
    what = label(need.kind, need.value)
    helper = need.helper or ("" if need.learnable_days else _("a colleague"))
    if need.kind == "skill":
        said = _("Can learn here to %(what)s", what=what)
    elif need.kind == "language":
        said = _("Can learn here what the post asks: %(what)s", what=what)
    else:
        said = _("Can get this paper here: %(what)s", what=what)
    if need.learnable_days:
        said += _(", in %(days)s days", days=need.learnable_days)
    return said + (_(", with %(helper)s.", helper=helper) if helper else ".")


def _travel(reason: Reason) -> str:
    mode, _sep, minutes = reason.covers.partition(":")
    if not minutes:
        return _("To ask: how to get there, since the trip or the place is not written down yet.")
    how, long = str(words.MODES[mode]).lower(), _long(int(minutes))
    if reason.state is State.HAS:
        return _("The trip takes about %(long)s %(how)s.", long=long, how=how)
    return _(
        "To ask: the trip takes about %(long)s %(how)s, more than what was said.",
        long=long,
        how=how,
    )


def _long(minutes: int) -> str:
    """Say a length as people say it: beyond an hour and a half, in hours."""
    if minutes <= 90:
        return _("%(minutes)s minutes", minutes=minutes)
    hours, rest = divmod(minutes, 60)
    return _("%(hours)s h %(minutes)s", hours=hours, minutes=f"{rest:02}")


def _hours(reason: Reason) -> str:
    if reason.state is State.HAS:
        return _("The hours are possible.")
    if not reason.covers:
        return _("To ask: the hours were never talked about.")
    if reason.covers.startswith("weekly:"):
        number = reason.covers.partition(":")[2]
        return _(
            "To ask: the post takes %(number)s hours a week, not what was said.", number=number
        )
    hours = str(words.HOURS.get(reason.covers, reason.covers)).lower()
    return _(
        "To ask: the post takes hours that were not said to be possible: %(hours)s.", hours=hours
    )


def _wish(reason: Reason) -> str:
    what = reference.occupation_label(reason.covers, words.page_language()) or reason.covers
    if reason.state is State.HAS:
        return _("Wishes for this occupation: %(what)s.", what=what)
    return _("To ask: the wishes so far are for other work.")


def _refusal(reason: Reason) -> str:
    language = words.page_language()
    if skill := reference.skill_label(reason.covers, language):
        return _("To ask: did not want to %(what)s again.", what=skill)
    what = reference.occupation_label(reason.covers, language)
    return _("To ask: did not want this occupation again: %(what)s.", what=what)


def covered(found: Found) -> list[str]:
    """Say how each gap is closed on the post and by whom; what she brings instead is not told."""
    lines = []
    for reason in found.reasons:
        need = reason.need
        if need is None or reason.state not in (State.LEARNABLE, State.CLOSE):
            continue
        if reason.state is State.LEARNABLE:
            lines.append(_learnt(need))
        else:
            what = label(need.kind, need.value)
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
    return ", ".join(label(need.kind, need.value) for need in needs)


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
