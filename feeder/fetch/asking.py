"""How one address is asked: all that manners demand around one request and its answer.

    travel( insist( once( turn( robots? budget? -> ask ) ) ) )

`travel` follows redirects, `insist` tries again where that helps, `once` reads robots.txt first, a `turn` is the right
to ask a host, and `ask` is one request and one answer within all limits. Each part peels one skin.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from http import HTTPStatus

from feeder.errors import FetchError, Trouble
from feeder.fetch import guard, pause, redirects, robots
from feeder.fetch.answer import Answer, Call, Transient, trouble
from feeder.fetch.options import Options
from feeder.fetch.polite import Budget, Polite, Turn, authority, exhausted
from feeder.fetch.retry import Tries
from feeder.fetch.transport import Transport
from feeder.ports import Now, Sleep
from feeder.records import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What all requests of a process share."""

    options: Options
    polite: Polite
    budget: Budget
    transport: Transport
    now: Now
    sleep: Sleep
    monotonic: Callable[[], float]
    random: Callable[[], float]


class Asker:
    """Asks on behalf of one run of one source."""

    def __init__(self, means: Means, source: str, *, ca_file: str = "", force: bool = False) -> None:
        self._means = means
        self._source = source
        self._ca_file = ca_file
        self._force = force
        self._asked = 0
        self._lawless: dict[str, FetchError] = {}  # hosts whose robots.txt could not be had in this run

    def travel(self, call: Call, hosts: Collection[str] | None, attempts: int | None = None) -> Answer:
        """The answer at the end of all redirects, which lead to the host asked or one of `hosts` (None: any host).

        The answer is a page, or says "not modified", or is a redirect to nowhere. Raises FetchError.
        """
        options = self._means.options
        tries = Tries(attempts or options.attempts, options, self._means.monotonic, self._means.random)
        trail = [call.url]
        while True:
            answer = self._insist(call, tries)
            following = redirects.target(answer)
            if not following:
                return answer
            redirects.check(trail, following, hosts, options.redirects)
            trail.append(following)
            call = replace(call, url=following)

    def _insist(self, call: Call, tries: Tries) -> Answer:
        while True:
            try:
                return self._once(call, tries)
            except Transient as failure:
                seconds = tries.wait(failure, self._means.now(), self._means.polite.pending(call.url))
                if seconds is None or self._means.transport.hastened:
                    raise
            self._means.sleep(seconds)

    def _once(self, call: Call, tries: Tries) -> Answer:
        guard.check(call.url)
        with self._means.polite.turn(call.url, force=self._force) as turn:
            known = robots.known(turn.state, self._means.now())
            if known and call.robots == turn.state.host:  # somebody else was faster
                return Answer(url=call.url, status=HTTPStatus.NOT_MODIFIED)
            if known or call.robots:
                return self._send(call, turn, tries)
        self._learn_rules(call.url)
        with self._means.polite.turn(call.url, force=self._force) as turn:
            return self._send(call, turn, tries)

    def _send(self, call: Call, turn: Turn, tries: Tries) -> Answer:
        """Asks if that is allowed, and notes what the answer says of the host. Raises FetchError."""
        rule = "" if call.robots else robots.forbids(turn.state.robots, call.url)
        if rule:
            words = f'robots.txt of {turn.state.host} does not allow us to ask for this ("{rule}")'
            raise FetchError(call.url, words, trouble=Trouble.ROBOTS)
        self._spend(call.url)
        answer, failure = self._ask(call, turn, tries)
        now = self._means.now()
        if failure or not call.robots:
            turn.state = pause.after(turn.state, failure, now)
        if call.robots == turn.state.host and not redirects.target(answer):
            turn.state = robots.learned(turn.state, answer, failure, now)
        if failure and failure.trouble is Trouble.BLOCKED:
            failure = pause.refusal(turn.state, call.url, now, failure.status)
        if failure:
            raise failure
        return answer

    def _ask(self, call: Call, turn: Turn, tries: Tries) -> tuple[Answer, FetchError | None]:
        """One request, with its line in the ledger if it left this machine."""
        at, begun = self._means.now(), self._means.monotonic()
        answer = self._means.transport.ask(call, tries.begin(), self._ca_file)
        failure = trouble(answer, self._means.now())
        if answer.status or not failure or failure.trouble is not Trouble.REFUSED:
            line = Asked(
                at=at,
                host=turn.state.host,
                url=call.url,
                source=self._source,
                status=answer.status,
                size=answer.size,
                seconds=self._means.monotonic() - begun,
                note=" ".join((["robots"] if call.robots else []) + ([str(failure.trouble)] if failure else [])),
            )
            turn.asked.append(line)
        return answer, failure

    def _spend(self, url: str) -> None:
        limit = self._means.options.per_run
        if self._asked >= limit:
            raise exhausted(url, f"{limit:,} requests in one run (fetch.budget.run)")
        self._means.budget.spend(url)
        self._asked += 1

    def _learn_rules(self, url: str) -> None:
        """Reads the robots.txt that an address is subject to. Raises FetchError if it cannot be had."""
        host = authority(url)
        if host in self._lawless:
            known = self._lawless[host]
            raise FetchError(url, known.reason, trouble=known.trouble, status=known.status, until=known.until)
        call, missing = Call(url=robots.address(url), robots=host), None
        try:
            answer = self.travel(call, None)
        except FetchError as failure:
            if failure.trouble not in robots.MISSING:
                self._lawless[host] = _lawless(url, failure)
                raise self._lawless[host] from failure
            answer, missing = Answer(url=call.url, status=failure.status or 0), failure
        with self._means.polite.turn(url, force=self._force) as turn:
            if not robots.known(turn.state, self._means.now()):  # it was found elsewhere
                turn.state = robots.learned(turn.state, answer, missing, self._means.now())


def _lawless(url: str, failure: FetchError) -> FetchError:
    """Why an address is not asked, when the robots.txt that it is subject to could not be had."""
    trouble, reason = failure.trouble, failure.reason
    if trouble in (Trouble.UNREACHABLE, Trouble.SERVER, Trouble.BROKEN):
        trouble = Trouble.UNREACHABLE
        reason = f"the site's robots.txt could not be had, and nothing else is asked before: {reason}"
    return FetchError(url, reason, trouble=trouble, status=failure.status, until=failure.until)
