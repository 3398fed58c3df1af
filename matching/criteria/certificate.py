"""A certificate or a title the law requires: held or not; who lacks it is asked."""

from matching.criteria.base import Wanted
from matching.types import Need


def wanted(need: Need) -> Wanted:
    """Ask for the certificate by its code; nothing is near a certificate."""
    return Wanted(token=("certificate", need.value), enough=1, nearly=1)
