"""The three views on a demand: an expected table, the organisation's own offers, recorded tasks.

One view that disagrees makes a question at severity 1, two make it 2. What each view said goes in
the evidence, those that agree too, so that a reader knows which ones were there.
"""

from matching.types import Evidence, Offer, Requirement

RARE = 0.25  # of the organisation's own offers: the credentials-gap studies start there
View = tuple[bool, Evidence]  # (it disagrees with the demand, what it says)


def severity(views: list[View]) -> int:
    """Return 0 where no view disagrees, 1 where one does, 2 where two or three do."""
    return min(2, sum(disagrees for disagrees, _ in views))


def peers_view(offer: Offer, kind: str, least: float) -> View | None:
    """Compare with the share of the organisation's own offers that ask as much or more."""
    shares = [
        (name, share) for name, share in (offer.peers or {}).items() if name.startswith(f"{kind}:")
    ]
    if not shares:
        return None
    asking = min(1.0, sum(share for name, share in shares if _amount(name) >= least))
    return asking < RARE, Evidence(source="peers", name=f"{kind}:{least:g}", value=f"{asking:.2f}")


def tasks_view(offer: Offer, row: Requirement) -> View | None:
    """Compare with the recorded tasks: do any call for it, or are all learnt on the post?"""
    if not offer.tasks:
        return None
    if row.tasks:
        return False, Evidence(source="task", name=f"task:{row.tasks[0]}", value="calls")
    if row.tasks == ():
        return True, Evidence(source="task", name="tasks", value="")
    if all(task.learnable for task in offer.tasks):
        return True, Evidence(source="task", name="tasks", value="learnable")
    return None


def _amount(name: str) -> float:
    digits = name.partition(":")[2].removeprefix("EQF")
    try:
        return float(digits)
    except ValueError:
        return 0.0
