"""Where feeder does not go: anything but public web addresses.

A site, or whoever has taken it over, must not be able to send us to machines that only we can reach. What counts is
the address that is connected to, not the name: a name may mean something else by the time it is used. Ranges are those
of the IANA special-purpose registries (RFC 6890), looked up also inside IPv6 addresses that carry an IPv4 one.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from feeder.errors import FetchError, Trouble

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_UNICAST = ipaddress.IPv6Network("2000::/3")  # all that was ever given to public IPv6 networks
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052


class Refused(Exception):
    """A connection that is not made. Says why."""


class Guard:
    """Knows what may be asked. `allow` names hosts, addresses or networks ("10.0.0.0/8") that may be private."""

    def __init__(self, allow: Iterable[str] = ()) -> None:
        networks = {entry: _network(entry) for entry in allow}
        self._networks = tuple(network for network in networks.values() if network)
        self._names = frozenset(entry.lower() for entry, network in networks.items() if network is None)

    def choose(self, host: str, found: Iterable[str]) -> list[str]:
        """Those of a host's addresses that may be connected to. Raises Refused if none may."""
        candidates = [(text, ipaddress.ip_address(text.partition("%")[0])) for text in found]
        chosen = [text for text, ip in candidates if self._allows(host, ip)]
        if not chosen:
            ip = candidates[0][1] if candidates else "nothing"
            raise Refused(
                f"{host} leads to {ip}, which is no public address; if that is meant, add it to fetch.allow_private"
            )
        return chosen

    def _allows(self, host: str, ip: IP) -> bool:
        named = host.lower() in self._names or any(ip in network for network in self._networks)
        return named or is_public(ip)


def is_public(ip: IP) -> bool:
    """Whether everybody on the internet reaches the same machine under it."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast
    inner = ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
    return is_public(inner) if inner else ip.is_global and ip in _UNICAST


def is_link_local(url: str) -> bool:
    """Whether it is an address, and no name, that no site has: a cloud answers its own machines there."""
    try:
        return ipaddress.ip_address(urlsplit(url).hostname or "").is_link_local
    except ValueError:
        return False


def check(url: str) -> None:
    """Raises FetchError for what is no plain web address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _refusal(url, f"this is no usable address ({error})") from error
    if parts.scheme not in ("http", "https"):
        raise _refusal(url, f"only http: and https: addresses are asked, and this is {_kind(parts.scheme)}")
    if "@" in parts.netloc:
        raise _refusal(url, "addresses with a user name or password in them are not asked")
    if not parts.hostname or port == 0:
        raise _refusal(url, "this is no usable address (host or port is missing)")


def _kind(scheme: str) -> str:
    return f"one that begins with {scheme}:" if scheme else "none of them"


def _refusal(url: str, reason: str) -> FetchError:
    return FetchError(url, reason, trouble=Trouble.REFUSED)


def _network(entry: str) -> Network | None:
    try:
        return ipaddress.ip_network(entry.strip("[]"), strict=False)
    except ValueError:
        return None
