"""What a line of the home page is: whose turn, since when, and the one click that does it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Turn(StrEnum):
    """Who is awaited."""

    TEAM = "team"
    EMPLOYER = "employer"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits: the day it was promised for, or since when it waits."""

    turn: Turn
    on: date
    title: str
    detail: str
    action: str
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)
    promised: bool = True  # the day is one somebody gave; else it is when the wait began
    alert: bool = False


def oldest_first(lines: list[Line]) -> list[Line]:
    """Sort lines by their day, then by their words, so that the page is always the same."""
    return sorted(lines, key=lambda line: (line.on, line.title, line.detail))
