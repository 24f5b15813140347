"""Whether a page was read as its source's pages used to be."""

from dataclasses import replace

import pytest

from feeder.trust.drift import drift
from feeder.trust.facts import Facts, recall, remember, usual

WELL = Facts(listed=6, read=6, titles=6, dated=6, written=6, pictured=6, length=900, tiers={"structure": 6})
CALM = Facts(listed=6)


def test_a_page_like_the_ones_before_is_believed() -> None:
    assert drift(WELL, [WELL, CALM, WELL]) == ""
    assert drift(CALM, [WELL]) == ""


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        ({"listed": 0, "read": 0}, "the listing shows no item, where there used to be 6"),
        ({"listed": 1, "read": 0}, "the listing shows only 1 items, where there used to be 6"),
        ({"titles": 1}, "all 6 articles have the same title"),
        ({"dated": 0}, "none of 6 articles has a date, where 100% of 12 had one"),
        ({"written": 0, "length": 0}, "none of 6 articles has a text, where 100% of 12 had one"),
        ({"pictured": 0}, "none of 6 articles has a picture, where 100% of 12 had one"),
        ({"length": 200}, "the texts have 200 characters, where there used to be 900"),
    ],
)
def test_what_is_odd_is_said_with_its_evidence(odd: dict[str, int], words: str) -> None:
    assert drift(replace(WELL, **odd), [WELL, WELL]) == words  # type: ignore[arg-type]  # the numbers of the test at hand


def test_days_that_are_yet_to_come_are_called_so() -> None:
    assert drift(replace(WELL, read=2, titles=2, dated=0, ahead=2), [WELL, WELL]) == (
        "none of 2 articles has a day up to today, where 100% of 12 had one: 2 are dated ahead, and come by themselves "
        "when it is time"
    )
    assert drift(replace(WELL, dated=3, ahead=3), [WELL, WELL]) == ""
    assert "has a date" in drift(replace(WELL, dated=0, ahead=3), [WELL, WELL])


def test_other_means_that_read_as_well_are_no_drift_and_are_named_when_they_do_not() -> None:
    redesigned = replace(WELL, tiers={"density": 6})
    assert drift(redesigned, [WELL]) == ""
    assert drift(replace(redesigned, dated=0), [WELL]).endswith("by other means than before (density)")


def test_one_odd_article_is_none_and_the_second_in_a_row_is() -> None:
    one = replace(WELL, read=1, titles=1, dated=0)
    assert drift(one, [WELL]) == ""
    assert drift(one, [WELL, one]).startswith("none of 2 articles has a date")
    assert drift(one, [WELL, one, replace(WELL, read=1, titles=1, dated=1)]) == ""


def test_what_a_source_never_had_is_not_missed() -> None:
    plain = replace(WELL, dated=0, pictured=0)
    assert drift(plain, [plain, plain]) == ""


def test_the_first_time() -> None:
    assert drift(WELL, []) == ""
    assert drift(replace(WELL, dated=0, pictured=0), []) == ""
    assert "see that its address is right" in drift(Facts(), [])
    assert drift(replace(WELL, written=0, length=0), []).startswith("none of 6 articles has a text")


def test_a_walk_may_end_on_an_empty_page() -> None:
    assert drift(Facts(), [WELL], first=False) == ""


def test_pages_that_failed_are_no_empty_listing() -> None:
    assert drift(Facts(failed=6), [WELL]) == ""


def test_facts_are_remembered_and_calm_pages_push_nothing_out() -> None:
    said = ""
    for _ in range(30):
        said = remember(recall(said), WELL)
    assert recall(said) == (WELL,) * 20
    assert remember(recall(said), CALM) == said
    assert usual(recall(said)).length == 900


def test_facts_of_a_later_version_are_read_as_far_as_they_are_known() -> None:
    assert recall('[{"listed": 3, "colour": "red"}]') == (Facts(listed=3),)
