"""Other ways to cut a post whose demands pile up: drafts to discuss, with what each would open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from iod.accounts.models import User
from iod.offers.models import Decision, Offer, Task
from iod.proposals import opening, pools
from iod.proposals.shortlist import values
from matching import Draft, Need, Profile, carve
from matching import Task as Work

PILED_UP = "five-legged-sheep"


@dataclass(frozen=True, slots=True)
class Carving:
    """One draft: the tasks that move, what is no longer asked, and how many people it opens to.

    ``second`` counts for the other post of a split, None where there is none.
    """

    kind: str
    moved: Sequence[Task]
    kept: Sequence[Task]
    hours: float
    lifted: Sequence[Need]
    before: int
    after: int
    second: int | None


def piled_up(offer: Offer) -> bool:
    """Tell whether the reading of the offer found demands that one person seldom joins."""
    return any(
        flag.rule == PILED_UP and flag.decision is not Decision.OVERRIDDEN for flag in offer.flags
    )


def carvings(offer: Offer, user: User) -> list[Carving]:
    """Return up to three drafts with their effect on the whole team; no post under half-time."""
    job, works = _with_tasks(offer), [_work(task) for task in offer.tasks]
    drafts = carve(job, works, openings=offer.openings)
    with pools.team_of(user) as team:

        def count(post: Profile) -> int:
            return opening.people(team, post, user.organisation_id)

        before = count(job)
        return [
            _carving(
                offer,
                draft,
                before,
                count(draft.profile),
                None if draft.second is None else count(draft.second),
            )
            for draft in drafts
        ]


def _carving(offer: Offer, draft: Draft, before: int, after: int, second: int | None) -> Carving:
    tasks = {str(task.id): task for task in offer.tasks}
    return Carving(
        kind=draft.kind,
        moved=[tasks[name] for name in draft.moved],
        kept=[tasks[name] for name in draft.kept],
        hours=draft.hours,
        lifted=draft.lifted,
        before=before,
        after=after,
        second=second,
    )


def _with_tasks(offer: Offer) -> Profile:
    """Return the job as agreed, each demand with the tasks that call for it."""
    calls: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in offer.requirements:
        for value in values(row, row.agreed_value or row.value):
            calls.setdefault((row.kind, value), tuple(str(task.id) for task in row.tasks))
    job = opening.as_agreed(offer)
    needs = (
        replace(need, tasks=need.tasks or calls.get((need.kind, need.value), ()))
        for need in job.needs
    )
    return replace(job, needs=tuple(needs))


def _work(task: Task) -> Work:
    return Work(
        id=str(task.id),
        text=task.text,
        frequency=str(task.frequency),
        share=task.share,
        skills=tuple(task.skills or ()),
    )
