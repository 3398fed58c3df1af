"""Every person against every open offer, in blocks, one after the other or on several processes.

The caller keeps each block as it comes: after a stop it starts again with the profiles not kept.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.pool import Pool
from matching.types import Group, Profile

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Result = TypeVar("Result")
Members = dict[Group, NDArray[np.int64]]
Block = tuple[tuple[int, Profile], ...]

BLOCK = 16  # profiles: some tenths of a second of work on a pool of a million people


class Engine(Protocol):
    """Runs one pure function over many tasks; results come in the order of the tasks.

    ``shared`` is the same for all tasks and is handed over once to each worker.
    """

    def run(
        self, function: Callable[[Shared, Task], Result], shared: Shared, tasks: Iterable[Task]
    ) -> Iterator[Result]:
        """Yield ``function(shared, task)`` for each task."""


class Serial:
    """An engine that does one task after the other in this process."""

    def run(
        self, function: Callable[[Shared, Task], Result], shared: Shared, tasks: Iterable[Task]
    ) -> Iterator[Result]:
        """Yield ``function(shared, task)`` for each task."""
        for task in tasks:
            yield function(shared, task)


class Processes:
    """An engine on several processes of this machine; ``workers`` None takes one per core."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers

    def run(
        self, function: Callable[[Shared, Task], Result], shared: Shared, tasks: Iterable[Task]
    ) -> Iterator[Result]:
        """Yield ``function(shared, task)`` for each task; few tasks are held at a time."""
        with ProcessPoolExecutor(
            self.workers, mp_context=get_context("spawn"), initializer=_keep, initargs=(shared,)
        ) as pool:
            waiting: deque[Future[Result]] = deque()
            for task in tasks:
                waiting.append(pool.submit(_call, function, task))
                if len(waiting) > 2 * (self.workers or 4):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()


_kept: list[Any] = []  # what the tasks of a worker share


def _keep(shared: Any) -> None:
    _kept[:] = [shared]


def _call(function: Callable[[Any, Any], Result], task: Any) -> Result:
    return function(_kept[0], task)


def match_all(
    pool: Pool, profiles: Mapping[int, Profile], *, engine: Engine | None = None, block: int = BLOCK
) -> Iterator[dict[int, Members]]:
    """Group every person of a pool for every profile, ``block`` profiles at a time.

    Yield, block by block in the order of ``profiles``, a mapping of profile key to the ids of each
    group, sorted, shape (people of the group,), int64. Raise ValueError on a need not understood.
    """
    if block < 1:
        raise ValueError("a block holds at least one profile")
    yield from (engine or Serial()).run(match_block, pool, _blocks(profiles, block))


def match_block(pool: Pool, block: Block) -> dict[int, Members]:
    """Group every person of a pool for a few profiles."""
    return {key: pool.members(profile) for key, profile in block}


def _blocks(profiles: Mapping[int, Profile], size: int) -> Iterator[Block]:
    items = iter(profiles.items())
    while block := tuple(islice(items, size)):
        yield block
