"""What an employer may see of a person for one post: only what she agreed to, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from iod.candidates import words
from iod.candidates.models import Ability, AbilityKind, SkillProof
from iod.proposals import sentences, shortlist
from iod.proposals.presentations import Item
from iod.proposals.shortlist import Found

KINDS = {
    AbilityKind.LANGUAGE: "language",
    AbilityKind.LICENCE: "licence",
    AbilityKind.CERTIFICATE: "certificate",
}


@dataclass(frozen=True, slots=True)
class Showable:
    """One thing the post needs that she may let this employer see."""

    item: Item
    words: str

    @property
    def key(self) -> str:
        """Return the value of its box in a form."""
        return ":".join(str(part) for part in self.item if part)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The presentation sheet, holding agreed items alone."""

    first_name: str = ""
    skills: Sequence[SkillProof] = ()
    papers: Sequence[str] = ()
    hours: str = ""
    adaptation: str = ""
    gaps: Sequence[str] = field(default_factory=tuple)


def showable(found: Found) -> list[Showable]:
    """List what this post needs of what she brings; the rest is not even asked about."""
    person = found.candidate
    items = [Showable(("first_name", None), person.first_name)]
    for proof in needed_skills(found):
        level = str(words.LEVELS[proof.level]).lower()
        said = f"{proof.label} ({level})"
        items.append(
            Showable(("skill_proof", proof.id), f"{said} – {proof.proof}" if proof.proof else said)
        )
    for ability in needed_papers(found):
        items.append(Showable(("ability", ability.id), paper(ability)))
    if found.offer.hours and person.hours:
        items.append(Showable(("hours", None), words.hours_said(person.hours)))
    if person.adaptation:
        items.append(Showable(("adaptation", None), person.adaptation))
    return items


def needed_skills(found: Found) -> list[SkillProof]:
    """Return her skills that the post needs, or that are near what it needs."""
    near = shortlist.proofs_shown(found)
    return [proof for proof in found.candidate.proofs if proof.id in near]


def needed_papers(found: Found) -> list[Ability]:
    """Return her languages, licences and certificates that the post asks for."""
    asked = {
        (need.kind, need.value.partition(":")[0])
        for need in (reason.need for reason in found.reasons)
        if need is not None
    }
    return [a for a in found.candidate.abilities if (KINDS[a.kind], a.code) in asked]


def paper(ability: Ability) -> str:
    """Return the words for a language with its level, a licence or a certificate."""
    value = f"{ability.code}:{ability.level}" if ability.level else ability.code
    return sentences.label(KINDS[ability.kind], value)


def sheet(found: Found, agreed: set[Item]) -> Sheet:
    """Build what the employer sees: an item she did not agree to leaves no trace on it."""
    person = found.candidate
    return Sheet(
        first_name=person.first_name if ("first_name", None) in agreed else "",
        skills=[p for p in needed_skills(found) if ("skill_proof", p.id) in agreed],
        papers=[paper(a) for a in needed_papers(found) if ("ability", a.id) in agreed],
        hours=words.hours_said(person.hours or []) if ("hours", None) in agreed else "",
        adaptation=person.adaptation if ("adaptation", None) in agreed else "",
        # What is learnt on the post says what she cannot do yet: never without any agreement.
        gaps=sentences.covered(found) if agreed else (),
    )
