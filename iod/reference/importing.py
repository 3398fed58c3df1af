"""Bring an official list into the database: what is new, what changed, what has gone."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select, update

from iod import audit, db
from iod.reference.models import (
    ReferenceConcept,
    ReferenceLabel,
    ReferenceLink,
    ReferenceMatch,
    ReferenceRelease,
)
from iod.reference.official import BrokenFile, Concept, Item, Label, Link, Say, rows

BATCH = 5000
RELATIONS = ("exact", "narrow", "broad", "close")


@dataclass
class Report:
    """What an import did."""

    added: int = 0
    changed: int = 0
    labels_added: int = 0
    labels_removed: int = 0
    links_changed: int = 0
    retired: list[tuple[str, str]] = field(default_factory=list)  # code, label

    def did_something(self) -> bool:
        """Tell whether anything is not as it was."""
        return any(vars(self).values())


class _New:
    """Rows to be inserted, sent by the thousand so that a long list never fills the memory."""

    def __init__(self) -> None:
        self.rows: dict[type[db.Base], list[dict[str, Any]]] = {
            model: [] for model in (ReferenceConcept, ReferenceLabel, ReferenceLink)
        }

    def add(self, model: type[db.Base], **row: Any) -> None:
        self.rows[model].append(row)
        if len(self.rows[model]) >= BATCH:
            self.send()

    def send(self) -> None:
        """Insert what waits, concepts before what hangs on them."""
        for model, waiting in self.rows.items():
            if waiting:
                db.session.execute(insert(model), waiting)
                waiting.clear()


@dataclass
class _Held:
    """A concept as the database has it."""

    id: uuid.UUID
    isco: str
    deprecated: bool


class _Merge:
    """One import under way: what the database holds of the list, and what was seen again."""

    def __init__(self, scheme: str, version: str) -> None:
        self.scheme, self.version = scheme, version
        self.report = Report()
        own = select(ReferenceConcept).where(ReferenceConcept.scheme == scheme)
        ids = own.with_only_columns(ReferenceConcept.id)
        self.concepts = {
            row.code: _Held(row.id, row.isco, row.deprecated) for row in db.session.scalars(own)
        }
        columns = ReferenceLabel.concept_id, ReferenceLabel.language, ReferenceLabel.text
        self.labels = {
            (concept, language, text): (label, preferred)
            for concept, language, text, label, preferred in db.session.execute(
                select(*columns, ReferenceLabel.id, ReferenceLabel.preferred).where(
                    ReferenceLabel.concept_id.in_(ids)
                )
            )
        }
        ends = ReferenceLink.occupation_id, ReferenceLink.skill_id
        self.links = {
            (job, skill): (link, relation)
            for job, skill, link, relation in db.session.execute(
                select(*ends, ReferenceLink.id, ReferenceLink.relation).where(
                    ReferenceLink.occupation_id.in_(ids)
                )
            )
        }
        self.seen: set[str] = set()
        self.seen_labels: set[tuple[uuid.UUID, str, str]] = set()
        self.seen_links: set[tuple[uuid.UUID, uuid.UUID]] = set()
        self.languages: set[str] = set()
        self.new = _New()

    def take(self, item: Item) -> None:
        if isinstance(item, Concept):
            self._concept(item)
        elif isinstance(item, Label):
            self._label(item)
        else:
            self._link(item)

    def _concept(self, item: Concept) -> None:
        if item.code in self.seen:  # the same concept, in the file of another language
            return
        self.seen.add(item.code)
        held = self.concepts.get(item.code)
        if held is None:
            held = self.concepts[item.code] = _Held(uuid.uuid4(), item.isco, item.retired)
            self.report.added += 1
            self.new.add(
                ReferenceConcept,
                id=held.id,
                scheme=self.scheme,
                kind=item.kind,
                code=item.code,
                isco=item.isco,
                version=self.version,
                deprecated=item.retired,
            )
        elif (held.isco, held.deprecated) != (item.isco, item.retired):
            self.report.changed += 1
            if item.retired and not held.deprecated:
                self._retire(item.code)
            held.isco, held.deprecated = item.isco, item.retired
            row = update(ReferenceConcept).where(ReferenceConcept.id == held.id)
            db.session.execute(row.values(isco=item.isco, deprecated=item.retired))

    def _label(self, item: Label) -> None:
        key = (self.concepts[item.code].id, item.language, item.text)
        self.languages.add(item.language)
        if key in self.seen_labels:
            return
        self.seen_labels.add(key)
        label, preferred = self.labels.get(key, (None, False))
        if label is None:
            self.report.labels_added += 1
            row = {"concept_id": key[0], "language": key[1], "text": key[2]}
            self.new.add(ReferenceLabel, **row, preferred=item.preferred)
        elif preferred != item.preferred:
            self.report.changed += 1
            known = update(ReferenceLabel).where(ReferenceLabel.id == label)
            db.session.execute(known.values(preferred=item.preferred))

    def _link(self, item: Link) -> None:
        key = (self.concepts[item.occupation].id, self.concepts[item.skill].id)
        if key in self.seen_links:
            return
        self.seen_links.add(key)
        link, relation = self.links.get(key, (None, ""))
        if relation != item.relation:
            self.report.links_changed += 1
        if link is None:
            self.new.add(
                ReferenceLink, occupation_id=key[0], skill_id=key[1], relation=item.relation
            )
        elif relation != item.relation:
            row = update(ReferenceLink).where(ReferenceLink.id == link)
            db.session.execute(row.values(relation=item.relation))

    def _retire(self, code: str) -> None:
        query = (
            select(ReferenceLabel.text)
            .where(ReferenceLabel.concept_id == self.concepts[code].id, ReferenceLabel.preferred)
            .order_by(ReferenceLabel.language, ReferenceLabel.text)
        )
        self.report.retired.append((code, db.session.scalars(query).first() or ""))

    def finish(self) -> Report:
        """Send what is left, mark what has gone, and note the version."""
        self.new.send()
        gone = sorted(c for c, held in self.concepts.items() if c not in self.seen)
        for code in gone:
            if not self.concepts[code].deprecated:
                self._retire(code)
                row = update(ReferenceConcept).where(ReferenceConcept.code == code)
                db.session.execute(row.values(deprecated=True))
        self._drop_labels({self.concepts[code].id for code in gone})
        if self.seen_links:  # a bundle without its file of links leaves those known alone
            unseen = [link for key, (link, _) in self.links.items() if key not in self.seen_links]
            self.report.links_changed += len(unseen)
            _delete(ReferenceLink, unseen)
        return self.report

    def _drop_labels(self, retired: set[uuid.UUID]) -> None:
        """Drop the labels the files no longer give; a retired concept keeps its own."""
        unseen = [
            label
            for key, (label, _) in self.labels.items()
            if key not in self.seen_labels and key[1] in self.languages and key[0] not in retired
        ]
        self.report.labels_removed = len(unseen)
        _delete(ReferenceLabel, unseen)


def _delete(model: type[db.Base], ids: list[uuid.UUID]) -> None:
    for start in range(0, len(ids), 500):
        db.session.execute(delete(model).where(model.id.in_(ids[start : start + 500])))


def import_list(scheme: str, version: str, items: Iterable[Item]) -> Report:
    """Bring a list to what its files say; the caller keeps it all, or nothing."""
    merge = _Merge(scheme, version)
    for item in items:
        merge.take(item)
    report = merge.finish()
    if report.did_something():
        present = update(ReferenceConcept).where(
            ReferenceConcept.scheme == scheme, ReferenceConcept.deprecated.is_(False)
        )
        db.session.execute(present.values(version=version))
        _release(scheme, version)
    return report


def import_crosswalk(file: Path, say: Say) -> int:
    """Keep the lines of a crosswalk (columns origin, target, relation); return how many changed."""
    held = {(row.origin, row.target): row for row in db.session.scalars(select(ReferenceMatch))}
    changed = 0
    for row in rows(file, ("origin", "target", "relation"), say):
        origin, target = row.need("origin"), row.need("target")
        relation = row.need("relation", "|".join(RELATIONS))
        if origin == target:
            raise row.wrong("target", "it is the origin itself")
        known = held.get((origin, target))
        if known is None:
            known = ReferenceMatch(origin=origin, target=target, relation="")
            held[origin, target] = known
            db.session.add(known)
        changed += known.relation != relation
        known.relation = relation
    if changed:
        _release("crosswalk", file.name)
    return changed


def _release(scheme: str, version: str) -> None:
    row = ReferenceRelease(scheme=scheme, version=version)
    db.session.add(row)
    audit.record("reference.imported", row, by=None, label="system", scheme=scheme, version=version)
    db.session.info.pop("reference", None)  # what this session knew of the reference is old


__all__ = ["BrokenFile", "Report", "import_crosswalk", "import_list"]
