"""What the words of a rule are made of."""

from dataclasses import dataclass


def N_(message: str) -> str:  # noqa: N802 - the name by which message ids are extracted
    """Mark a message id for the catalogues and return it as it is."""
    return message


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The five wordings of a rule: message ids, or their translation once filled in.

    ``source`` cites a law or a study; no dated or unverified row is ever among the words.
    """

    title: str
    reason: str
    source: str
    question: str
    rewording: str
