"""Carve a job whose needs pile up: move tasks, exchange them, or make two posts of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import ceil

from matching.types import Draft, Need, Profile, Task

FULL_TIME = 38.0  # hours a week in Belgium, where the caller says nothing else
MOST_MOVED = 0.20  # of the time: what a colleague can take over without giving something back
MOST_EXCHANGED = 0.50  # beyond, it is another post
MOST_TASKS = 12  # every division of so many tasks is tried for a split
AT_ONCE = 3  # needs lifted together by one move
DRAFTS = 3
ROUNDING = 1e-9
KINDS = ("move", "exchange", "split")
HABIT = {"rarely": 0, "monthly": 1, "weekly": 2, "": 2, "daily": 3}


def carve(
    profile: Profile,
    tasks: Sequence[Task],
    *,
    openings: int = 1,
    full_time: float = FULL_TIME,
) -> list[Draft]:
    """Propose up to three drafts that lift strict needs by moving tasks away.

    A need is called for by the tasks it names and, for a skill, by the tasks that take it; it is
    lifted once all of them are gone. ``Task.share`` is in percent of the working time; tasks
    without one share what is left. ``openings`` posts are asked; ``full_time`` is in hours a week.
    No post falls under half of ``full_time``, so a post that is already under has no draft.

    The best of each kind, then the next best; in order: most needs lifted, then moves, exchanges,
    splits, then the rarest and smallest tasks.
    Raise ValueError on an unknown frequency or a task id met twice.
    """
    job = _Job.of(profile, tasks, openings, full_time)
    drafts = sorted(job.drafts(), key=job.order)
    best = [next((d for d in drafts if d.kind == kind), None) for kind in KINDS]
    found: list[Draft] = []
    for draft in [d for d in best if d] + drafts:
        known = {(other.kind, other.lifted) for other in found}
        if len(found) < DRAFTS and (draft.kind, draft.lifted) not in known:
            found.append(draft)
    return sorted(found, key=job.order)


@dataclass(frozen=True)
class _Job:
    profile: Profile
    tasks: tuple[Task, ...]
    shares: dict[str, float]  # task id -> part of the working time
    callers: dict[int, frozenset[str]]  # position of a need -> tasks that call for it
    openings: int
    weekly: float
    full_time: float

    @classmethod
    def of(cls, profile: Profile, tasks: Sequence[Task], openings: int, full_time: float) -> "_Job":
        shares = _shares(tasks)
        if len(shares) != len(tasks):
            raise ValueError("two tasks have the same id")
        unknown = {task.frequency for task in tasks} - set(HABIT)
        if unknown:
            raise ValueError(f"unknown frequency {min(unknown)!r}")
        calls = {i: _callers(need, tasks) for i, need in enumerate(profile.needs)}
        callers = {i: names for i, names in calls.items() if names}
        weekly = full_time if profile.weekly_hours is None else profile.weekly_hours
        return cls(profile, tuple(tasks), shares, callers, openings, weekly, full_time)

    def drafts(self) -> Iterator[Draft]:
        """Give every draft worth a look."""
        if self.weekly < self.full_time / 2:
            return
        for moved in sorted(self._bundles(), key=sorted):
            kind = self._kind(moved)
            if kind:
                yield self._draft(kind, moved, self.weekly)
        for moved in self._divisions():
            yield self._split(moved)

    def order(self, draft: Draft) -> tuple[object, ...]:
        """Sort drafts: what they lift, how little they change, then the tasks' ids."""
        habit = max(HABIT[task.frequency] for task in self.tasks if task.id in draft.moved)
        return -len(draft.lifted), KINDS.index(draft.kind), habit, draft.hours, draft.moved

    def _bundles(self) -> set[frozenset[str]]:
        """Gather the tasks to take away so that one, two or three strict needs go."""
        strict = [names for i, names in self.callers.items() if self._is_strict(i)]
        found: set[frozenset[str]] = set()
        for size in range(1, AT_ONCE + 1):
            found |= {frozenset().union(*some) for some in combinations(set(strict), size)}
        return {moved for moved in found if len(moved) < len(self.tasks)}

    def _kind(self, moved: frozenset[str]) -> str:
        share = self._share(moved)
        if share <= MOST_MOVED and self.weekly * (1 - share) >= self.full_time / 2:
            return "move"
        return "exchange" if share <= MOST_EXCHANGED else ""

    def _draft(self, kind: str, moved: frozenset[str], weekly: float) -> Draft:
        hours = round(self._share(moved) * self.weekly, 2)
        left = weekly - hours if kind == "move" else weekly
        gone = {i for i, names in self.callers.items() if names <= moved}
        return Draft(
            kind=kind,
            moved=tuple(task.id for task in self.tasks if task.id in moved),
            kept=tuple(task.id for task in self.tasks if task.id not in moved),
            hours=hours,
            lifted=tuple(self.profile.needs[i] for i in sorted(gone) if self._is_strict(i)),
            profile=self._without(gone, left),
        )

    def _divisions(self) -> Iterator[frozenset[str]]:
        """Divide the tasks in two posts, each at least half-time and each with a need less."""
        ids = [task.id for task in self.tasks]
        if not 2 <= len(ids) <= MOST_TASKS:
            return
        for size in range(1, len(ids)):
            for some in combinations(ids[1:], size):  # the first task stays: no division twice
                moved = frozenset(some)
                if self._both_stand(moved) and self._both_gain(moved):
                    yield moved

    def _both_stand(self, moved: frozenset[str]) -> bool:
        there = self._share(moved) * self.openings * self.weekly
        here = self.openings * self.weekly - there
        return min(here, there) >= self.full_time / 2 - ROUNDING

    def _both_gain(self, moved: frozenset[str]) -> bool:
        rest = frozenset(self.shares) - moved
        strict = [names for i, names in self.callers.items() if self._is_strict(i)]
        return any(names <= moved for names in strict) and any(names <= rest for names in strict)

    def _split(self, moved: frozenset[str]) -> Draft:
        total = self.openings * self.weekly
        there = self._share(moved) * total
        rest = frozenset(self.shares) - moved
        gone = {i for i, names in self.callers.items() if names <= rest}
        draft = self._draft("split", moved, self._per_post(total - there))
        second = self._without(gone, self._per_post(there))
        return replace(draft, hours=round(there, 2), second=second)

    def _per_post(self, hours: float) -> float:
        """Share hours out over as many equal posts as full time takes."""
        return hours / max(1, ceil(hours / self.full_time - ROUNDING))

    def _without(self, gone: set[int], weekly: float) -> Profile:
        kept = tuple(need for i, need in enumerate(self.profile.needs) if i not in gone)
        return replace(self.profile, needs=kept, weekly_hours=round(weekly, 2))

    def _share(self, moved: frozenset[str]) -> float:
        return sum(self.shares[name] for name in sorted(moved))

    def _is_strict(self, position: int) -> bool:
        return self.profile.needs[position].necessity == "strict"


def _callers(need: Need, tasks: Sequence[Task]) -> frozenset[str]:
    return frozenset(
        task.id
        for task in tasks
        if task.id in need.tasks or (need.kind == "skill" and need.value in task.skills)
    )


def _shares(tasks: Sequence[Task]) -> dict[str, float]:
    """Give each task its part of the time: said shares, the rest in equal parts, 1 in all."""
    said = sum(task.share or 0 for task in tasks)
    silent = sum(task.share is None for task in tasks)
    each = max(100 - said, 0) / silent if silent else 0.0
    parts = {task.id: each if task.share is None else float(task.share) for task in tasks}
    total = sum(parts.values()) or 1.0
    return {name: part / total for name, part in parts.items()}
