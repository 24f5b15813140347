"""How feeder asks."""

from __future__ import annotations

from dataclasses import dataclass

from feeder import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Manners and limits. Times are seconds, sizes bytes."""

    contact: str = ""  # who runs this feeder: "mailto:operator@example.org", or the address of a page
    delay: float = 1.0  # between the end of a request and the next one to the same host; 0 for hosts of one's own
    jitter: float = 0.0  # on top of the delay, at most; a quarter of it is added by chance in any case
    allow_private: tuple[str, ...] = ()  # names, addresses or networks that may be asked although they are not public

    connect: float = 10.0  # until a connection stands
    deadline: float = 20.0  # for one response, from the first byte sent to the last one read
    attempts: int = 3  # for one request, together with its redirects
    patience: float = 60.0  # for all of them

    redirects: int = 5
    wire_limit: int = 10_000_000  # of a body as it is sent
    body_limit: int = 20_000_000  # of a body unpacked

    per_run: int = 1_000  # requests of one run of one source
    per_day: int = 10_000  # requests of all sources in 24 hours

    @property
    def headers(self) -> dict[str, str]:
        """What every request says of us (RFC 9110, sections 10.1.2 and 10.1.5)."""
        contact = "".join(each for each in self.contact if each.isascii() and each.isprintable())
        agent = f"feeder/{__version__}" + (f" (+{contact})" if contact else "")
        address = contact.removeprefix("mailto:")
        sender = {"From": address} if "@" in address and "/" not in address else {}
        return {"User-Agent": agent, "Accept-Encoding": "gzip, deflate", **sender}
