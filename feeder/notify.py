"""Send notices: e-mail, Telegram, ntfy, webhooks and whatever else Apprise knows."""

from __future__ import annotations

from collections.abc import Sequence

from feeder.errors import ConfigError
from feeder.notices import Notice


def send(addresses: Sequence[str], notice: Notice) -> bool:
    """Returns whether all of the addresses took it. Raises ConfigError where Apprise is not installed."""
    try:
        from apprise import Apprise
    except ImportError as error:
        raise ConfigError("notify: needs one more package: pip install 'feeder-kpu[notify]'") from error
    told = Apprise()
    for address in addresses:
        told.add(address)
    return bool(told.notify(title=notice.title, body=notice.body))
