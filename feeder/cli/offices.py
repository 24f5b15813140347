"""The offices of a province, as config.yaml has them. Pure: whoever is online says which of them answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    id: str
    title: str
    host: str
    seen: bool = True  # whether somebody has seen the site there; else the host follows the pattern of the others

    @property
    def url(self) -> str:
        """Its list of news."""
        return f"https://{self.host}.kpu.go.id/blog/category/104"


@dataclass(frozen=True, slots=True)
class Province:
    feed: str
    title: str
    offices: tuple[Office, ...]


PROVINCES = {
    "jakarta": Province(
        "kpu-se-jakarta",
        "KPU se-Jakarta",
        (
            Office("kpu-jakarta", "KPU Provinsi Daerah Khusus Jakarta", "jakarta"),
            Office("kpu-jakarta-pusat", "KPU Kota Jakarta Pusat", "jakartapusat"),
            Office("kpu-jakarta-utara", "KPU Kota Jakarta Utara", "jakartautara", seen=False),
            Office("kpu-jakarta-barat", "KPU Kota Jakarta Barat", "jakartabarat"),
            Office("kpu-jakarta-selatan", "KPU Kota Jakarta Selatan", "jakartaselatan"),
            Office("kpu-jakarta-timur", "KPU Kota Jakarta Timur", "jakartatimur", seen=False),
            Office("kpu-kepulauan-seribu", "KPU Kabupaten Kepulauan Seribu", "kab-kepulauanseribu", seen=False),
        ),
    )
}


def doubts(offices: Sequence[Office], answers: Mapping[str, str]) -> dict[str, str]:
    """Why an office's address is to be doubted, by its id; those that are not are left out.

    `answers` says by address why it shows no news, "" where it does; {} when nobody asked. Where none of them answered
    it is this machine that is not online.
    """
    asked = answers if "" in answers.values() else {}
    unseen = {office.id: "no site was seen there; the host follows the others" for office in offices if not office.seen}
    told = {office.id: asked[office.url] for office in offices if office.url in asked}
    return {id: why for id, why in (unseen | told).items() if why}


def written(example: str, province: Province, doubted: Mapping[str, str]) -> str:
    """The example with the province's offices as sources, and one feed that joins them."""
    head = example.partition("\nsources:\n")[0]
    sources = "\n".join(_source(office, doubted.get(office.id, "")) for office in province.offices)
    ids = ", ".join(office.id for office in province.offices)
    return f"""{head}
sources:
{sources}
feeds:
  - id: {province.feed}
    title: {province.title}
    sources: [{ids}]
"""


def _source(office: Office, doubt: str) -> str:
    mark = f"    # NOT VERIFIED: {' '.join(doubt.split())}\n" if doubt else ""
    return f"""\
  - id: {office.id}
    kind: kpu
    title: {office.title}
{mark}    url: "{office.url}"
    schedule: "*/30 * * * *"
"""
