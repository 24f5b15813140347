"""WebSub (https://www.w3.org/TR/websub/): what a publisher says to its hub."""

from __future__ import annotations

from urllib.parse import urlencode

HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


def ping(topic: str) -> bytes:
    """The form that tells a hub of a changed feed. The W3C leaves it open; all hubs know that of PubSubHubbub 0.4, and
    some want the topic under the name that it has elsewhere."""
    return urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}).encode()
