"""How each source is doing, in facts."""

from __future__ import annotations

from datetime import datetime

from feeder.edition.channels import Site
from feeder.ports.store import Store
from feeder.records import SourceState


def report(site: Site, store: Store) -> list[dict[str, object]]:
    """How each source is doing, as status.json has it."""
    ids = list(site.origins)
    states, newest = store.states(ids), store.last_news(ids)
    return [_report(states[id], newest.get(id)) for id in ids]


def _report(state: SourceState, newest: datetime | None) -> dict[str, object]:
    return {
        "id": state.source,
        "verdict": state.verdict or "quiet",
        "reason": state.reason or "not fetched yet",
        "last_check": state.checked,
        "last_success": state.succeeded,
        "newest_item": newest,
        "failures": state.failures,
    }
