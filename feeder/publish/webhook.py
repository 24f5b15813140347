"""Signed messages to a webhook, as Standard Webhooks has them (https://www.standardwebhooks.com)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime

import orjson

from feeder.model import Channel, StoredItem
from feeder.publish import jsonfeed

_PREFIX = "whsec_"


def body(stored: StoredItem, channel: Channel) -> bytes:
    """The item as feed.json has it."""
    return orjson.dumps(jsonfeed.item(stored, channel))


def headers(stored: StoredItem, body: bytes, secret: str, now: datetime) -> dict[str, str]:
    """What proves whom a body comes from. The id is the item's: whoever gets it twice knows. Without a secret there is
    no signature. Raises ValueError for a secret that is no key."""
    id, at = f"item_{hashlib.sha256(stored.id.encode()).hexdigest()[:32]}", str(int(now.timestamp()))
    named = {"Content-Type": "application/json", "webhook-id": id, "webhook-timestamp": at}
    return {**named, "webhook-signature": sign(id, at, body, secret)} if secret else named


def sign(id: str, at: str, body: bytes, secret: str) -> str:
    """`v1,` and the HMAC-SHA256 of id, seconds since 1970 and body, in Base64."""
    digest = hmac.digest(_key(secret), f"{id}.{at}.".encode() + body, "sha256")
    return f"v1,{base64.b64encode(digest).decode()}"


def _key(secret: str) -> bytes:
    """`whsec_…` is a key in Base64; anything else is the key itself. Raises ValueError."""
    if not secret.startswith(_PREFIX):
        return secret.encode()
    code = secret.removeprefix(_PREFIX).rstrip("=")
    return base64.b64decode(code + "=" * (-len(code) % 4), validate=True)
