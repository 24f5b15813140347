"""What a webhook gets."""

from datetime import UTC, datetime

import orjson
import pytest

from feeder.publish import jsonfeed, webhook
from publish.examples import CHANNEL, stored

NOW = datetime(2025, 11, 14, 5, tzinfo=UTC)


def test_a_signature_is_that_of_other_programs() -> None:
    """As standardwebhooks 1.1.0 signs it."""
    said = ("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')
    for secret in ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLw", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLw=="):
        assert webhook.sign(*said, secret) == "v1,/Xy7FLfFISa1TZH7WLT+0x/orG5MlcutAFOpVan3/00="


def test_a_secret_may_be_any_text() -> None:
    plain, coded = webhook.sign("a", "1", b"{}", "rahasia"), webhook.sign("a", "1", b"{}", "whsec_cmFoYXNpYQ")
    assert plain == coded


def test_a_secret_that_is_no_base64() -> None:
    with pytest.raises(ValueError, match="base64"):
        webhook.sign("a", "1", b"{}", "whsec_bukan base64")


def test_the_body_is_the_item_as_the_feed_has_it() -> None:
    body = webhook.body(stored(), CHANNEL)
    assert orjson.loads(body) == orjson.loads(jsonfeed.render(CHANNEL, [stored()]))["items"][0]


def test_an_item_has_one_id_whenever_it_is_sent() -> None:
    first = webhook.headers(stored(), b"{}", "rahasia", NOW)
    later = webhook.headers(stored(title="Lain"), b"{}", "", NOW.replace(hour=6))
    other = webhook.headers(stored(2), b"{}", "", NOW)
    assert first["webhook-id"] == later["webhook-id"] != other["webhook-id"]
    assert first["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert first["webhook-signature"] == webhook.sign(first["webhook-id"], first["webhook-timestamp"], b"{}", "rahasia")
    assert "webhook-signature" not in later
