"""Whose certificates are believed: the system's store, and what a source adds to it."""

from __future__ import annotations

import ssl
import sys

from feeder.fetch.guard import Refused


def context(ca_file: str = "") -> ssl.SSLContext:
    """Trusts the system's store, and the certificates in a PEM file: a root of the office's own, or the
    link that its server leaves out of the chain. Raises Refused if the file cannot be used.
    """
    made = _system()
    # Otherwise (the default of create_default_context from Python 3.13 on) an intermediate certificate in the file
    # would be trusted by itself, whoever signed it.
    made.verify_flags &= ~ssl.VERIFY_X509_PARTIAL_CHAIN
    if ca_file:
        try:
            made.load_verify_locations(cafile=ca_file)
        except OSError as error:
            no_pem = isinstance(error, ssl.SSLError)
            reason = "it holds no certificates in PEM form" if no_pem else error.strerror
            raise Refused(f"the source's ca_file {ca_file} cannot be used ({reason})") from error
    return made


def _system() -> ssl.SSLContext:
    """Trusts the system's store. Where OpenSSL itself knows the file it lies in, that is read here, and not again:
    truststore, which finds all others, does so for each connection, and 150 certificates take 50 ms."""
    if sys.platform not in ("darwin", "win32") and ssl.get_default_verify_paths().cafile:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        made.set_default_verify_paths()
        return made
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
