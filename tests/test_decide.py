from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feeder import decide
from feeder.decide import Decision, Past
from feeder.model import Attachment, Basis, Item, Precision, When
from feeder.records import Known, Write

JAKARTA = ZoneInfo("Asia/Jakarta")
NOW = datetime(2025, 11, 14, 12, tzinfo=JAKARTA)
LATER = datetime(2025, 11, 15, 12, tzinfo=JAKARTA)
INFERRED = When(at=datetime(2025, 11, 13, tzinfo=JAKARTA), basis=Basis.INFERRED, precision=Precision.DAY)
STATED = When(at=datetime(2025, 11, 13, 9, 12, tzinfo=JAKARTA))
KEY = "kpu:h.id/blog/read/7"


def item(key: str = KEY, **fields: object) -> Item:
    plain = Item(
        keys=(key,), names=(f"name of {key}",), url=f"https://h.id/{key}", title="Rapat pleno", html="<p>Isi.</p>",
        text="Isi berita.", summary="Isi.", published=INFERRED, image="https://h.id/images/1_a.jpg",
    )  # fmt: skip
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of the test at hand


def run(entries: Sequence[Item | Known], known: Sequence[Known] = (), now: datetime = LATER) -> Decision:
    past = Past(
        known={key: each for each in known for key in each.keys},
        namesakes={name: [each for each in known if name in each.names] for each in known for name in each.names},
        taken=lambda first, last: sorted(each.published for each in known if first <= each.published <= last),
    )
    return decide.decide(entries, past, source="s", now=now, zone=JAKARTA)


def stored(write: Write, number: int = 1) -> Known:
    """What the store remembers of a write."""
    kept = write.stored
    return Known(
        number=number, id=kept.id, digest=write.digest, hint=write.hint, url=kept.item.url, title=kept.item.title,
        image=kept.item.image, when=kept.item.published, first_seen=kept.first_seen, published=kept.published,
        updated=kept.updated, revision=kept.revision, checked=kept.last_seen, sources=("s",), keys=write.keys,
        names=write.names,
    )  # fmt: skip


def once(found: Item) -> Known:
    return stored(run([found], now=NOW).writes[0])


def test_a_new_item_gets_an_id_and_the_time_of_its_day() -> None:
    [write] = run([item()]).writes
    assert write.stored.id == "tag:h.id,2025:blog/read/7"
    assert write.stored.published.astimezone(JAKARTA).date() == INFERRED.at.date()
    assert write.stored.updated == write.stored.published
    assert (write.stored.revision, write.reason) == (1, "")


def test_the_same_again_writes_nothing() -> None:
    decision = run([item()], [once(item())])
    assert (decision.writes, len(decision.unchanged)) == ((), 1)


def test_an_edit_is_a_revision_and_moves_neither_id_nor_publication() -> None:
    before = once(item())
    [write] = run([item(title="Rapat pleno terbuka", text="Isi lain.")], [before]).writes
    assert write.reason == "title, text"
    assert (write.stored.id, write.stored.published) == (before.id, before.published)
    assert (write.stored.revision, write.stored.updated) == (2, LATER)


def test_white_space_and_the_size_of_a_picture_are_no_edit() -> None:
    again = item(title="Rapat  pleno", text="Isi\nberita.", image="https://cdn.h.id/t/thumb_1_a.jpg")
    assert run([again], [once(item())]).revised == 0


@pytest.mark.parametrize(
    "html",
    [
        '<p>Isi.</p><p><img src="https://h.id/storage/2_b.jpg"></p>',
        '<p>Isi. <a href="https://h.id/benar">Laman</a></p>',
    ],
    ids=["a second picture", "another link"],
)
def test_what_lies_elsewhere_is_stored_and_is_no_edit(html: str) -> None:
    before = once(item(html='<p>Isi. <a href="https://h.id/lama">Laman</a></p>'))
    [write] = run([item(html=html)], [before]).writes
    assert (write.reason, write.stored.revision, write.stored.item.html) == ("", 1, html)
    signed = '<p>Isi. <a href="https://h.id/lama?expires=2">Laman</a></p>'
    assert run([item(html=signed)], [before]).writes == ()


def test_a_folder_that_moved_is_no_edit() -> None:
    moved = item(image="https://h.id/storage/1_a.jpg", attachments=(Attachment(url="https://h.id/storage/b.pdf"),))
    before = once(item(attachments=(Attachment(url="https://h.id/files/b.pdf"),)))
    [write] = run([moved], [before]).writes
    assert (write.reason, write.stored.item.image) == ("", moved.image)


def test_a_picture_that_is_missed_once_is_no_edit_and_stays() -> None:
    [write] = run([item(image="")], [once(item())]).writes
    assert (write.reason, write.stored.item.image) == ("", "https://h.id/images/1_a.jpg")


def test_another_picture_and_another_file_are_edits() -> None:
    changed = item(image="https://h.id/images/2_b.jpg", attachments=(Attachment(url="https://h.id/dmdocuments/a.pdf"),))
    assert run([changed], [once(item())]).writes[0].reason == "image, attachments"


def test_a_stated_date_replaces_one_read_off_the_body_without_being_an_edit() -> None:
    [write] = run([item(published=STATED)], [once(item())]).writes
    assert (write.reason, write.stored.revision) == ("", 1)
    assert write.stored.published == write.stored.updated == STATED.at


def test_a_date_known_less_well_changes_nothing() -> None:
    assert run([item(published=INFERRED)], [once(item(published=STATED))]).writes == ()


def test_a_day_that_the_site_states_anew_is_an_edit() -> None:
    moved = replace(STATED, at=datetime(2025, 11, 12, 8, tzinfo=JAKARTA))
    before = once(item(published=STATED))
    [write] = run([item(published=moved)], [before]).writes
    assert write.reason == "date"
    assert write.stored.published == before.published


@pytest.mark.parametrize("days", [0, 1, 9])
def test_words_that_say_how_long_ago_it_was_change_nothing_later(days: int) -> None:
    vague = replace(STATED, precision=Precision.DAY, vague=True)
    again = replace(vague, at=vague.at + timedelta(days=days))
    for before in (item(published=STATED), item(published=vague)):
        assert run([item(published=again)], [once(before)]).writes == ()


def test_a_day_without_its_year_is_no_new_day_in_the_next() -> None:
    again = replace(STATED, at=STATED.at.replace(year=STATED.at.year + 1), precision=Precision.DAY, yearless=True)
    assert run([item(published=again)], [once(item(published=STATED))]).writes == ()


def test_a_date_that_names_its_day_takes_the_place_of_such_words_without_being_an_edit() -> None:
    vague = replace(STATED, at=datetime(2025, 11, 9, tzinfo=JAKARTA), precision=Precision.DAY, vague=True)
    [write] = run([item(published=STATED)], [once(item(published=vague))]).writes
    assert (write.reason, write.stored.published) == ("", STATED.at)


def test_text_that_gets_an_address_stays_one_item_under_its_first_id() -> None:
    text = item("text:h.id/abc", url="", names=("same",))
    before = once(text)
    decision = run([item(names=("same",), text="Isi berita. Foto: Humas", published=STATED)], [before])
    [write] = decision.writes
    assert (decision.new, decision.revised) == (0, 0)
    assert write.stored.id == before.id
    assert write.keys == (KEY,)


def test_two_numbers_of_one_grammar_are_two_items_whatever_their_titles() -> None:
    before = once(item(names=("same",)))
    assert run([item("kpu:h.id/blog/read/8", names=("same",))], [before]).new == 1


def test_the_other_grammar_counted_anew_is_the_same_item() -> None:
    old = once(item("kpu:h.id/berita/baca/7", names=("same",)))
    rival = once(item("kpu:h.id/berita/baca/9", names=("other",)))
    decision = run([item("kpu:h.id/blog/read/9", names=("same",))], [old, replace(rival, number=2)])
    assert decision.new == 0
    assert decision.writes[0].stored.id == old.id


def test_two_of_one_name_claim_two_known_items() -> None:
    old = [once(item("kpu:h.id/berita/baca/1", names=("same",))), once(item("kpu:h.id/berita/baca/2", names=("same",)))]
    old[1] = replace(old[1], number=2)
    fresh = [item("kpu:h.id/blog/read/2", names=("same",)), item("kpu:h.id/blog/read/1", names=("same",))]
    decision = run(fresh, old)
    assert decision.new == 0
    assert [write.stored.id[-1] for write in decision.writes] == ["2", "1"]


def test_what_was_withdrawn_comes_back() -> None:
    gone = replace(once(item()), withdrawn=NOW)
    [write] = run([item()], [gone]).writes
    assert write.stored.withdrawn is None


def test_known_entries_keep_their_place_between_new_ones() -> None:
    before = once(item())
    decision = run([item("kpu:h.id/blog/read/9"), before, item("kpu:h.id/blog/read/5")], [before])
    first, last = (write.stored.published for write in decision.writes)
    assert first > before.published > last
