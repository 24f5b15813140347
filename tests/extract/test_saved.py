"""Files that somebody saved."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feeder.extract.page import AnyPage
from feeder.extract.saved import Saved
from feeder.model import Document

ZONE = ZoneInfo("Europe/Berlin")
URL = "https://hafen.example/neues/"
FEED = """<rss version="2.0"><channel><title>Hafen</title><link>https://hafen.example/</link><item>
<title>Der Kran wird grün</title><link>https://hafen.example/kran</link><description>So soll es sein.</description>
<pubDate>2025-11-13 09:12</pubDate></item></channel></rss>"""


def test_the_times_of_a_saved_feed_are_those_of_its_site() -> None:
    saved = Saved(AnyPage(url=URL, zone=ZONE), URL, ZONE)
    document = Document(url="", name="feed.xml", body=FEED.encode(), seen=datetime(2025, 11, 14, tzinfo=UTC))
    [item] = saved.extract(document).items
    assert item.stated is not None
    assert item.stated.at == datetime(2025, 11, 13, 9, 12, tzinfo=ZONE)
