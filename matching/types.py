"""What goes in and what comes out of the engine: plain, frozen values.

Nothing here knows of the web, the database, the clock or the network. Codes, offsets and numbers
only: sentences are written by whoever shows them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Span = tuple[int, int]


class UnsupportedLanguage(ValueError):  # noqa: N818 - it is the name in the engine's contract
    """The text is in a language the engine does not read; ``language`` is the one detected."""

    def __init__(self, language: str) -> None:
        super().__init__(f"texts in language {language!r} are not read yet")
        self.language = language


class Kind(StrEnum):
    """The kinds of requirement, in the order that decides between two on the same words."""

    LANGUAGE = "language"
    CERTIFICATE = "certificate"
    DIPLOMA = "diploma"
    EXPERIENCE = "experience"
    LICENCE = "licence"
    VEHICLE = "vehicle"
    AGE = "age"
    SEX = "sex"
    ORIGIN = "origin"
    HEALTH = "health"
    FAMILY = "family"
    RESIDENCE = "residence"
    ELIGIBILITY = "eligibility"
    AVAILABILITY = "availability"
    SOFTWARE = "software"
    PAY = "pay"
    CONTRACT = "contract"
    HOURS = "hours"
    CLICHE = "cliche"


class Modality(StrEnum):
    """How strongly a requirement is put; ``offered`` is a term given by the employer."""

    MANDATORY = "mandatory"
    PREFERRED = "preferred"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One demand or one term of an offer.

    ``start``/``end`` are character offsets in the offer's text (Python slicing), None for a row
    typed by hand. ``criterion`` is the protected criterion touched, or None; ``lawful`` is True
    where a lawful or plausible ground is visible or the sign is only indirect. ``tasks`` holds the
    ids of the recorded tasks that call for it: None while nobody has linked it, () when the coach
    found none.
    """

    kind: Kind
    value: str
    modality: Modality = Modality.MANDATORY
    start: int | None = None
    end: int | None = None
    criterion: str | None = None
    lawful: bool = False
    tasks: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task of the post as it is done; ``share`` in percent of the working time."""

    id: str
    text: str
    frequency: str = ""  # "daily" | "weekly" | "monthly" | "rarely" | ""
    share: int | None = None
    tools: str = ""
    skills: tuple[str, ...] = ()  # ids of the reference
    learnable: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """What the post pays, gross, in euros; ``scale`` is the sector's minimum in the same unit."""

    low: float | None = None
    high: float | None = None
    unit: str = "h"  # "h" | "m" | "y"
    joint_committee: str = ""
    scale: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who does it today: what the present or last good holder had; None = not asked."""

    eqf: int | None = None
    years: float | None = None
    languages: Mapping[str, str] = field(default_factory=dict)  # iso -> CEFR


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A dated national wage floor, gross euros; never a constant of the code."""

    hourly: float
    monthly: float
    weekly_hours: float = 38.0
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The level a post of this occupation is expected to need (EQF, inclusive range)."""

    isco: str  # a prefix of an ISCO-08 code
    low: int
    high: int
    verified: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """What the rules know of the occupation of an offer."""

    isco: str  # ISCO-08, one to four digits
    id: str = ""
    regulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the rules may know of an offer; everything but the text is optional."""

    text: str
    title: str = ""
    language: str = "fr"
    occupation: Occupation | None = None
    requirements: tuple[Requirement, ...] | None = None
    tasks: tuple[Task, ...] | None = None  # None or (): nothing recorded on site yet
    pay: Pay | None = None
    weekly_hours: float | None = None
    contract: str = ""  # a value of Kind.CONTRACT: "CDI", "CDD:6m"...
    rota: bool | None = None  # a written timetable is known
    access: bool | None = None  # the site is reachable without a car
    holder: Holder | None = None
    floor: Floor | None = None
    levels: tuple[Level, ...] | None = None  # an organisation's own table; None: the embedded one
    peers: Mapping[str, float] | None = None  # share (0..1) of the organisation's own offers of
    # this occupation that ask a thing: keys "diploma:EQF4", "experience:2"...


class Family(StrEnum):
    """Legal risk (must change) or over-qualification (negotiable)."""

    LEGAL = "legal"
    NEGOTIABLE = "negotiable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing a flag rests on: a quote, a field, a task, a table row, or their absence.

    ``source`` is "text", "field", "task", "table", "holder" or "peers"; ``name`` says which one
    ("pay", "task:3", "levels:911"); ``value`` what it says ("" where it is absent).
    """

    source: str
    name: str
    value: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A question to put to the employer.

    ``rule`` is a code of ``matching.rules``; ``severity`` 3 must raise, 2 raise, 1 mention.
    ``start``/``end`` are None when the flag is about something absent. ``clears`` names what would
    clear it ("task:driving", "grant:either-or"...).
    """

    rule: str
    family: Family
    severity: int
    start: int | None = None
    end: int | None = None
    requirement: Requirement | None = None
    evidence: tuple[Evidence, ...] = ()
    clears: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named reader of offers: given an offer whose requirements are read, it yields flags."""

    code: str
    family: Family
    find: Callable[[Offer], Iterable[Flag]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """An occupation or a skill of a reference: its preferred label and its other labels."""

    id: str
    label: str
    alternates: tuple[str, ...] = ()
    language: str = "fr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A concept that a phrase may mean; ``label`` is the label that matched."""

    id: str
    label: str
    score: float


class Group(StrEnum):
    """The three groups of a shortlist."""

    READY = "ready"
    SUPPORTED = "supported"
    TO_DISCUSS = "to-discuss"


class State(StrEnum):
    """How one need of a post stands with one person."""

    HAS = "has"
    CLOSE = "close"
    LEARNABLE = "learnable"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing a post needs.

    ``kind``: "skill" | "language" | "licence" | "certificate". ``value``: a skill id, "fr:B1",
    "B", "CACES"... ``necessity``: "strict" | "learnable" | "wished". ``learnable_days`` and
    ``helper`` say how a gap is closed on the post. ``tasks`` names the tasks that call for it.
    Kinds "diploma" ("EQF4") and "experience" ("2", in years) are read by ``opening`` alone.
    """

    kind: str
    value: str
    necessity: str = "strict"
    learnable_days: int | None = None
    helper: str = ""
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A job as agreed, in the terms a portfolio can answer.

    ``helper`` is whoever the employer names to help a newcomer with anything not yet done alone.
    """

    needs: tuple[Need, ...]
    place: tuple[float, float] | None = None  # latitude, longitude in degrees
    hours: tuple[str, ...] = ()  # codes: "early", "late", "night", "saturday", "sunday"...
    weekly_hours: float | None = None
    occupation: str = ""  # id in the reference
    helper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """What a person brings; nothing here about diploma, age, sex, origin, health or family.

    ``id`` is an integer of the pool. ``skills`` maps a concept to 1 with help, 2 alone, 3 can
    show others. ``minutes`` maps a travel mode ("foot", "bicycle", "transit", "car") to the
    longest one-way trip accepted. ``hours`` lists the time codes possible; empty = not said.
    ``proofs`` maps a skill to the caller's own number of the place where it was shown.
    """

    id: int
    skills: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    licences: frozenset[str] = frozenset()
    certificates: frozenset[str] = frozenset()
    place: tuple[float, float] | None = None
    minutes: Mapping[str, int] = field(default_factory=dict)
    hours: frozenset[str] = frozenset()
    weekly_hours: tuple[float, float] | None = None  # fewest, most
    wishes: frozenset[str] = frozenset()  # occupation ids
    refusals: frozenset[str] = frozenset()  # occupation or skill ids not wanted again
    offers_shown: int = 0
    last_shown_on: date | None = None
    arrived_on: date | None = None
    proofs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One line of a match: the need or the topic, how it stands, what covers it, what to ask.

    ``topic`` is "" for a need, else "travel", "hours", "wish" or "refusal". ``covers`` is what
    covers it (a skill id, "nl:A2", "bicycle:30", an occupation id); in a question, what it is
    about, "" where nothing is said. ``level`` is that of ``covers`` (skill 1..3, CEFR 1..6);
    ``proof`` is the caller's own number of the place where it was shown.
    """

    state: State
    need: Need | None = None
    topic: str = ""
    covers: str = ""
    level: int | None = None
    proof: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One person for one profile: a group and its reasons, never a score."""

    id: int
    group: Group
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How one person stands with one profile, in a group or in none (``group`` is None)."""

    id: int
    group: Group | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """Schooling (EQF) and years of practice per person; read by ``opening`` alone."""

    eqf: Mapping[int, float]
    years: Mapping[int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What leaving out some requirements would open: head counts, then and now."""

    without: tuple[Need, ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """One thing to learn or obtain, and the keys of the offers where only that is still asked."""

    need: Need
    opens: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One way to carve a job, for the coach to edit and the employer to discuss.

    ``kind``: "move" (tasks go to a colleague), "exchange" (a colleague takes them and gives back
    simple tasks of the same hours) or "split" (two posts). ``moved`` and ``kept`` are task ids;
    ``hours`` the weekly hours of the moved tasks; ``lifted`` the strict needs that ``profile``,
    the post that stays, no longer has. ``second`` is the other post of a split.
    """

    kind: str
    moved: tuple[str, ...]
    kept: tuple[str, ...]
    hours: float
    lifted: tuple[Need, ...]
    profile: Profile
    second: Profile | None = None
