"""What may be proposed when the needs of one post pile up."""

import pytest

from matching import Need, Pool, Portfolio, Profile, Task, carve

CLEAN = Task(id="clean", text="nettoyer", frequency="daily", share=50, skills=("cleaning",))
SERVE = Task(id="serve", text="servir", frequency="daily", share=35, skills=("serving",))
ORDER = Task(id="order", text="passer commande", frequency="weekly", share=10, skills=("stock",))
DRIVE = Task(id="drive", text="livrer", frequency="rarely", share=5)
TASKS = (CLEAN, SERVE, ORDER, DRIVE)

CLEANING, SERVING, STOCK = (
    Need(kind="skill", value=value) for value in ("cleaning", "serving", "stock")
)
LICENCE = Need(kind="licence", value="B", tasks=("drive",))
POST = Profile(needs=(CLEANING, SERVING, STOCK, LICENCE), weekly_hours=38)


def test_a_rare_task_moved_to_a_colleague_takes_its_licence_with_it():
    drafts = carve(POST, (CLEAN, DRIVE), openings=1)
    moves = [draft for draft in drafts if draft.kind == "move"]
    assert [(d.moved, d.lifted, d.hours) for d in moves] == [(("drive",), (LICENCE,), 3.45)]
    assert moves[0].profile.needs == (CLEANING, SERVING, STOCK)
    assert moves[0].profile.weekly_hours == 34.55


def test_three_drafts_at_most_each_of_another_kind_or_lifting_something_else():
    drafts = carve(POST, TASKS)
    assert len(drafts) == 3
    assert len({(draft.kind, draft.lifted) for draft in drafts}) == 3
    assert all(draft.lifted for draft in drafts)
    assert {"move", "exchange", "split"} == {draft.kind for draft in drafts}


def test_an_exchange_keeps_the_hours():
    exchange = next(draft for draft in carve(POST, TASKS) if draft.kind == "exchange")
    assert exchange.profile.weekly_hours == 38


@pytest.mark.parametrize("weekly", [19, 20, 25, 30, 38])
@pytest.mark.parametrize("openings", [1, 2, 3])
def test_never_a_post_under_half_time(weekly, openings):
    profile = Profile(needs=POST.needs, weekly_hours=weekly)
    for draft in carve(profile, TASKS, openings=openings):
        for post in filter(None, (draft.profile, draft.second)):
            assert 19 <= post.weekly_hours <= 38


def test_a_post_already_under_half_time_is_not_carved():
    assert carve(Profile(needs=POST.needs, weekly_hours=18), TASKS) == []


def test_a_split_gives_both_posts_fewer_needs():
    (split,) = (draft for draft in carve(POST, TASKS) if draft.kind == "split")
    assert set(split.moved) | set(split.kept) == {task.id for task in TASKS}
    assert CLEANING in split.profile.needs
    assert CLEANING not in split.second.needs


def test_a_need_that_no_task_calls_for_stays_and_nothing_is_made_of_it():
    profile = Profile(needs=(Need(kind="language", value="en:B2"),), weekly_hours=38)
    assert carve(profile, TASKS) == []


def test_each_draft_has_its_own_opening_effect():
    pool = Pool([Portfolio(id=1, skills={"cleaning": 2, "serving": 2, "stock": 2})])
    move = next(draft for draft in carve(POST, TASKS) if LICENCE in draft.lifted)
    assert pool.opening(POST)[0].after == 0
    assert pool.opening(move.profile)[0].after == 1


def test_shares_not_said_are_spread_over_what_is_left():
    tasks = (Task(id="a", text="", share=80), Task(id="b", text="", skills=("x",)))
    (move,) = carve(Profile(needs=(Need(kind="skill", value="x"),), weekly_hours=38), tasks)
    assert (move.moved, move.hours) == (("b",), 7.6)


@pytest.mark.parametrize(
    ("tasks", "message"),
    [
        ((CLEAN, CLEAN), "same id"),
        ((Task(id="a", text="", frequency="often"),), "unknown frequency 'often'"),
    ],
)
def test_tasks_that_do_not_hold_together_are_refused(tasks, message):
    with pytest.raises(ValueError, match=message):
        carve(POST, tasks)
