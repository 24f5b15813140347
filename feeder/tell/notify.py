"""Send notices: e-mail, Telegram, ntfy, webhooks and whatever else Apprise knows."""

from __future__ import annotations

from collections.abc import Sequence

from feeder.errors import ConfigError


def send(addresses: Sequence[str], title: str, body: str) -> bool:
    """In: text without markup. Returns whether all of the addresses took it. Raises ConfigError where Apprise is not
    installed."""
    try:
        from apprise import Apprise
    except ImportError as error:
        raise ConfigError("notices need one more package: pip install 'feeder-kpu[notify]'") from error
    told = Apprise()
    for address in addresses:
        told.add(address)
    return bool(told.notify(title=title, body=body))
