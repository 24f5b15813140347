"""Work that several processes do ahead, for this one to take up in its own order.

This process is one of them: it does what nobody has begun while it would have to wait. Whoever takes the results
decides in which order they count, so what comes of them never depends on who was quicker. Only so many results lie
ready at a time, however much there is to do.

The processes are spawned, not forked: a fork would copy locks that other threads hold. Each has a pipe of its own, so
that the end of one side is seen by the other: a worker ends with this process, however that ends, and it is known what
a worker that was killed had in hand.
"""

from __future__ import annotations

import pickle
import signal
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context, resource_tracker
from typing import Generic, Protocol, TypeVar

_IN_HAND = 16  # tasks that a worker was given: it need not wait while this process is busy with something else
_LAST_WORDS = 5.0  # seconds that a process has for them once its pipe is closed
_READY = 64  # results that wait to be taken, for each process


class Task(Protocol):
    @property
    def key(self) -> Hashable:
        """What is done at most once ahead."""
        ...

    @property
    def leads(self) -> bool:
        """Whether its result is expected to say what else is to be done, before anything else of the plan is."""
        ...


T = TypeVar("T", bound=Task)
R = TypeVar("R")


class DiedError(Exception):
    """The process that worked on a task ended: by a mistake in the program, whose traceback it wrote on stderr, or
    killed, twice."""

    def __init__(self, status: int) -> None:
        super().__init__(signal.strsignal(-status) if status < 0 else f"exit status {status}")
        self.killed = status < 0


class _Worker(Generic[T, R]):
    """A process, and what it has in hand, in its order."""

    def __init__(self, work: bytes) -> None:
        context = get_context("spawn")
        self.pipe, its = context.Pipe()
        self.tasks: deque[T] = deque()
        self._process = context.Process(target=_serve, args=(its, work), daemon=True)
        with _no_interrupt(), its:
            self._process.start()

    def give(self, task: T) -> None:
        self.tasks.append(task)
        with suppress(ConnectionError):  # it has ended, which is noticed where its results are awaited
            self.pipe.send(task)

    def result(self) -> R:
        """Of the first task in hand. Raises EOFError if the process has ended."""
        try:
            found: R = self.pipe.recv()
        except OSError as error:  # it was killed, perhaps in the middle of an answer
            raise EOFError from error
        return found

    def ended(self) -> int:
        """How it has ended by itself, as Process.exitcode."""
        self._process.join(_LAST_WORDS)
        self.end()
        return self._process.exitcode or 0

    def end(self) -> None:
        self.pipe.close()
        self._process.terminate()
        self._process.join()


def _serve(pipe: connection.Connection, packed: bytes) -> None:
    """The life of a worker."""
    work = pickle.loads(packed)
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return  # the other side has ended
        result = work(task)
        with suppress(ConnectionError):  # it has, which is seen in a moment
            pipe.send(result)


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C goes to all processes of a terminal, and is for this one to answer: what is started in here never sees
    it."""
    resource_tracker.ensure_running()  # to start it later would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass(frozen=True, slots=True)
class _Done(Generic[T, R]):
    task: T
    result: R | DiedError


class Crew(Generic[T, R]):
    """As many processes as wanted, this one among them."""

    def __init__(
        self, work: Callable[[T], R], processes: int, plan: Iterable[T], leads: Callable[[R], Iterable[T]]
    ) -> None:
        """`plan` is what will be taken, roughly in its order; `leads` is what a result leads to, which is taken soon.
        `work` must be fit for pickle, if there are more processes than one."""
        self._work, self._leads = work, leads
        self._packed = pickle.dumps(work) if processes > 1 else b""
        self._plan = iter(plan)
        self._queue: deque[T] = deque()
        self._known: set[Hashable] = set()  # keys of what was queued or taken
        self._done: dict[Hashable, _Done[T, R]] = {}
        self._killed: set[Hashable] = set()  # what was in hand of a process that was killed
        self._most = _READY * processes
        self._workers: list[_Worker[T, R]] = [_Worker(self._packed) for _ in range(processes - 1)]

    def __enter__(self) -> Crew[T, R]:
        self._give()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def take(self, task: T) -> R:
        """The result of a task, whether it was done ahead or not. Raises DiedError."""
        self._collect(wait=False)
        while self._is_in_hand(task.key):
            self._give()
            if not self._collect(wait=False) and not self._help():
                self._collect(wait=True)
        done = self._done.pop(task.key, None)
        if not done or done.task != task:
            done = self._here(task)
        self._give()
        if isinstance(done.result, DiedError):
            raise done.result
        return done.result

    def _is_in_hand(self, key: Hashable) -> bool:
        return any(each.key == key for worker in self._workers for each in worker.tasks)

    def _here(self, task: T) -> _Done[T, R]:
        self._known.add(task.key)
        with suppress(ValueError):
            self._queue.remove(task)
        result = self._work(task)
        self._queue_all(self._leads(result))
        return _Done(task, result)

    def _help(self) -> bool:
        """Do something that nobody has begun, if there is any. Returns whether it did."""
        task = self._next()
        if task is None:
            return False
        self._done[task.key] = self._here(task)
        return True

    def _give(self) -> None:
        for worker in self._workers:
            while len(worker.tasks) < _IN_HAND and (task := self._next()) is not None:
                worker.give(task)

    def _next(self) -> T | None:
        """What is to be done next; None while enough lies ready, or too little is known."""
        in_hand = [each for worker in self._workers for each in worker.tasks]
        if len(self._done) + len(in_hand) >= self._most:
            return None
        if not self._queue and not any(each.leads for each in in_hand):
            self._queue_all(next(([each] for each in self._plan if each.key not in self._known), []))
        return self._queue.popleft() if self._queue else None

    def _queue_all(self, tasks: Iterable[T]) -> None:
        for task in tasks:
            if task.key not in self._known:
                self._known.add(task.key)
                self._queue.append(task)

    def _collect(self, *, wait: bool) -> bool:
        """Take in what workers have done, one result of each; if `wait`, there is one. Returns whether there was."""
        ready = connection.wait([worker.pipe for worker in self._workers], None if wait else 0)
        for worker in [each for each in self._workers if each.pipe in ready]:
            try:
                result = worker.result()
            except EOFError:
                self._replace(worker)
                continue
            task = worker.tasks.popleft()
            self._done[task.key] = _Done(task, result)
            self._queue_all(self._leads(result))
        return bool(ready)

    def _replace(self, worker: _Worker[T, R]) -> None:
        """Another one goes on. What it was at when it was killed is tried once more, and not by this process; the rest
        is as if it had not been begun."""
        status = worker.ended()
        successor: _Worker[T, R] = _Worker(self._packed)
        self._workers[self._workers.index(worker)] = successor
        if not worker.tasks:
            return
        first, *rest = worker.tasks
        self._queue.extendleft(reversed(rest))
        if status < 0 and first.key not in self._killed:
            self._killed.add(first.key)
            successor.give(first)
        else:
            self._done[first.key] = _Done(first, DiedError(status))
