"""Lists that lead to files, and not to pages about them."""

import pytest

from feeder.errors import ExtractError
from feeder.extract.files import page
from feeder.model import Attachment, Document, Draft, Role
from world import Clock

URL = "https://kota-contoh.kpu.go.id/dmdocuments/SK_Nomor%2027.pdf"


def document(media_type: str, body: bytes = b"...", role: Role = Role.ARTICLE, hint: Draft | None = None) -> Document:
    return Document(url=URL, body=body, seen=Clock().now, media_type=media_type, role=role, hint=hint)


@pytest.mark.parametrize("media_type", ["application/pdf", "text/html", "application/vnd.ms-excel", "image/png"])
def test_a_file_in_place_of_an_article_belongs_to_it(media_type: str) -> None:
    found = page(document(media_type, b"%PDF-1.4" if media_type == "text/html" else b"..."))
    assert found is not None
    [draft] = found.items
    assert (draft.url, draft.title) == (URL, "SK Nomor 27")
    assert [each.url for each in draft.attachments] or draft.image == URL


def test_it_is_called_as_its_list_calls_it() -> None:
    found = page(document("application/pdf", hint=Draft(title="Keputusan tentang Jadwal")))
    assert found is not None
    assert found.items[0].title == "Keputusan tentang Jadwal"


@pytest.mark.parametrize(
    "media_type", ["text/html", "application/xhtml+xml", "application/vnd.api+json", "text/plain", ""]
)
def test_a_page_is_no_file(media_type: str) -> None:
    assert page(document(media_type)) is None


def test_a_file_in_place_of_a_list_is_a_mistake() -> None:
    with pytest.raises(ExtractError, match=r"this is a file \(application/pdf\), and no page"):
        page(document("application/pdf", role=Role.LISTING))


def test_the_other_files_that_its_list_shows_beside_it() -> None:
    abstract = Attachment(url="https://kota-contoh.kpu.go.id/abstrak.pdf", title="Abstrak")
    found = page(document("application/pdf", hint=Draft(url=URL, title="Keputusan", attachments=(abstract,))))
    assert found is not None
    assert [each.url for each in found.items[0].attachments] == [URL, abstract.url]
