"""The keys of a profile, as AWS's own tools keep them; the client reads variables and the machine's role by itself.

https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from configparser import ConfigParser, Error
from pathlib import Path

from feeder.errors import OutputError

_KEYS = {  # of the client, and as the files call them
    "access_key_id": "aws_access_key_id",
    "secret_access_key": "aws_secret_access_key",
    "session_token": "aws_session_token",
}
_ENDPOINT = re.compile(r"https?://[\w.-]+(:\d{1,5})?(/[\w./~-]*)?|https?://\[[\da-fA-F:]+\](:\d{1,5})?/?", re.ASCII)
_PLACES = {"region": "region", "endpoint": "endpoint_url"}


def profile(environ: Mapping[str, str]) -> dict[str, str]:
    """What the client is to be given of the profile AWS_PROFILE, or of the one called default: keys, region, endpoint.
    Nothing where variables hold keys, or there is no profile and none was asked for. Raises OutputError."""
    _check(environ.get("AWS_ENDPOINT_URL", "https://default"), "AWS_ENDPOINT_URL")
    if "AWS_ACCESS_KEY_ID" in environ:
        return {}
    name = environ.get("AWS_PROFILE", "default")
    secrets = _section(environ.get("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials"), name)
    config = _section(environ.get("AWS_CONFIG_FILE", "~/.aws/config"), name if name == "default" else f"profile {name}")
    said = config | secrets
    if "AWS_PROFILE" in environ and _KEYS["access_key_id"] not in said:
        raise OutputError(
            f"AWS_PROFILE={name}: this profile holds no keys; put them into variables: "
            f'eval "$(aws configure export-credentials --profile {name} --format env)"'
        )
    _check(said.get("endpoint_url", "https://default"), f"endpoint_url of the profile {name}")
    wanted = _KEYS | {key: each for key, each in _PLACES.items() if not _given(key, environ)}
    return {key: said[each] for key, each in wanted.items() if each in said}


def _given(key: str, environ: Mapping[str, str]) -> bool:
    """Whether variables say it, which count for more."""
    names = {"region": ("AWS_REGION", "AWS_DEFAULT_REGION"), "endpoint": ("AWS_ENDPOINT_URL",)}
    return any(name in environ for name in names[key])


def _check(endpoint: str, place: str) -> None:
    """The client takes an address that is none for a bug of its own."""
    if not _ENDPOINT.fullmatch(endpoint):
        raise OutputError(f"{place}: this is no web address; write it as https://s3.example")


def _section(path: str, name: str) -> dict[str, str]:
    files = ConfigParser(interpolation=None)
    try:
        files.read(Path(path).expanduser(), encoding="utf-8")
        return dict(files[name]) if name in files else {}
    except (Error, OSError, UnicodeDecodeError, RuntimeError) as error:
        raise OutputError(
            f"{path}: cannot be read ({type(error).__name__}); mend it, or use AWS_… variables"
        ) from error
