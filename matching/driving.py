"""Who drives in this post: what the trade, the tasks and the text show."""

from matching.demands import codes, is_isco, rows
from matching.phrases import said, spans
from matching.types import Kind, Offer, Span

TRADES = ("831", "832", "833", "834", "4412", "9331", "9332")  # drivers, couriers, mobile plant
_PHRASES = "licence-without-driving"


def drives_by_trade(offer: Offer) -> bool:
    """Say whether driving is the occupation itself."""
    return is_isco(offer, *TRADES)


def drives(offer: Offer) -> bool:
    """Say whether a recorded task, a service car or travel asked in the text means driving."""
    tasks = (f"{task.text} {task.tools}" for task in offer.tasks or ())
    return (
        any(said(offer, _PHRASES, "task", text) for text in tasks)
        or travels(offer)
        or bool(service_car(offer))
    )


def travels(offer: Offer) -> bool:
    """Say whether the offer asks to travel for the work."""
    return any("travel" in codes(row) for row in rows(offer, Kind.AVAILABILITY))


def service_car(offer: Offer) -> Span | None:
    """Return where the offer speaks of a vehicle that the employer provides."""
    return next(iter(spans(offer.language, _PHRASES, "service_car", offer.text)), None)
