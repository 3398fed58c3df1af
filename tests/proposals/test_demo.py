"""The demo tells people, choices and meetings at every stage."""

from datetime import date

import pytest
from sqlalchemy import func, select

from iod import db, demo
from iod.candidates.models import Candidate, CandidateNote, SkillProof
from iod.proposals.models import (
    Choice,
    ChoiceAnswer,
    Introduction,
    Outcome,
    PassedOver,
    Presentation,
)
from iod.reference import services as reference


@pytest.fixture
def story(app, session):
    told = demo.Story(today=date(2026, 11, 23), say=lambda _line: None)
    with app.test_request_context():
        for _name, chapter in demo.CHAPTERS:
            chapter(told)
            db.session.commit()
        yield told


def test_the_story_has_people_choices_and_meetings_at_every_stage(story):
    def count(model, *where):
        return db.session.scalar(select(func.count()).select_from(model).where(*where))

    assert count(Candidate) == 60
    assert count(CandidateNote) > 0
    assert {answer for (answer,) in db.session.query(Choice.answer)} == set(ChoiceAnswer)
    assert count(Presentation, Presentation.outcome == Outcome.HIRED) == 15
    assert count(Presentation, Presentation.outcome == Outcome.NOT_NOW) >= 1
    assert count(Presentation, Presentation.closed_at.is_(None)) >= 3
    assert count(Presentation, Presentation.override_reason != "") == 1
    assert count(Introduction) >= 17
    assert count(PassedOver) == 3
    skills = set(db.session.scalars(select(SkillProof.skill_id)))
    assert all(reference.skill_label(skill) for skill in skills)
    names = [link() for link in demo.LINKS]
    assert all(names)
