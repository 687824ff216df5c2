"""E-mail addresses and accounts of services in running text."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from clew.model import identifiers
from clew.sources.mention import Mention, Sighting, before, pattern

_LOCAL = re.compile(r"[\w.%+'-]{1,64}$")
_DOMAIN = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.[^\W\d_]{2,24}(?!\w)")
_JID = re.compile(r"(\d{7,15})(?::\d+)?@(?:s\.whatsapp\.net|c\.us)(?![\w.])")
_HANDLE = re.compile(r"@([A-Za-z0-9_](?:[A-Za-z0-9_.]{1,30})[A-Za-z0-9_])")
_LINK = re.compile(
    r"(?<![\w.])(?:https?://)?(?:www\.|m\.)?(t\.me|telegram\.me|instagram\.com|facebook\.com|fb\.com|"
    r"tiktok\.com|wa\.me|vk\.com|snapchat\.com/add|twitter\.com|x\.com)/@?([A-Za-z0-9_.]{3,50})",
    re.IGNORECASE,
)
_LINK_SERVICE = {
    "t.me": "telegram", "telegram.me": "telegram", "instagram.com": "instagram", "wa.me": "whatsapp",
    "facebook.com": "facebook", "fb.com": "facebook", "tiktok.com": "tiktok", "vk.com": "vk",
    "snapchat.com/add": "snapchat", "twitter.com": "twitter", "x.com": "twitter",
}  # fmt: skip
_NO_ACCOUNT = frozenset(
    (
        "joinchat",
        "groups",
        "profile.php",
        "share",
        "reel",
        "reels",
        "stories",
        "watch",
        "pages",
        "status",
    )
)
_QUOTES = "\"'„“”«»‘’‚"
_HANDLE_REACH = 60
_HANDLE_REACH_AFTER = 40


def emails(text: str, _country: str | None) -> Iterator[Sighting]:
    """Find e-mail addresses and WhatsApp's own numbers with an @."""
    for jid in _JID.finditer(text):
        yield Mention("account", jid.start(), jid.end(), jid.group(), f"whatsapp:{jid[1]}")
    at = text.find("@")
    while at >= 0:
        local = _LOCAL.search(text, max(0, at - 64), at)
        domain = _DOMAIN.match(text, at + 1)
        if local and domain:
            start = local.start() + len(local.group()) - len(local.group().lstrip(".'-%+"))
            written = text[start : domain.end()]
            if start < at and (key := identifiers.email(written)):
                yield Mention("email", start, domain.end(), written, key)
        at = text.find("@", at + 1)


def accounts(text: str, _country: str | None) -> Iterator[Sighting]:
    """Find accounts: links, @handles with a service named beside them, named accounts."""
    for link in _LINK.finditer(text) if "/" in text else ():
        name = link[2].rstrip(".")
        key = identifiers.account(_LINK_SERVICE[link[1].lower()], name)
        if key and name.lower() not in _NO_ACCOUNT:
            end = link.start(2) + len(name)
            yield Mention("account", link.start(), end, text[link.start() : end], key)
    small = text.lower()
    if not any(word in small for word in _beginnings()):
        return
    for handle in _HANDLE.finditer(text):
        if handle.start() and (
            text[handle.start() - 1].isalnum() or text[handle.start() - 1] in "./"
        ):
            continue
        service = _service_beside(text, handle.start(), handle.end())
        if service and (key := identifiers.account(service, handle[1])):
            yield Mention("account", handle.start(), handle.end(), handle.group(), key)
    yield from _named(text)


def _named(text: str) -> Iterator[Sighting]:
    """Find ``Telegram account "zoga_44"``: in quotes, or with a digit, dot or underscore in it."""
    for run in _named_shape().finditer(text):
        name = run["name"]
        is_name = run["quote"] or (
            re.search(r"[A-Za-z]", name) and re.search(r"[\d_]|\w\.\w", name)
        )
        service = _service_of(run["service"])
        if is_name and service and (key := identifiers.account(service, name)):
            yield Mention("account", run.start("name"), run.end("name"), name, key)


@cache
def _services() -> dict[str, list[str]]:
    table = tomllib.loads(files("clew.sources").joinpath("mention_words.toml").read_text("utf-8"))
    found: dict[str, list[str]] = table["service"]
    return found


@cache
def _any_service() -> "re.Pattern[str]":
    words = [word for group in _services().values() for word in group]
    shapes = (re.escape(w).replace(r"\*", r"[^\W\d_]{0,5}").replace(r"\ ", r"\s") for w in words)
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(sorted(shapes, key=len, reverse=True))})(?!\w)", re.IGNORECASE
    )


@cache
def _beginnings() -> tuple[str, ...]:
    """Give how the services' names begin, to pass over text that names none."""
    return tuple({word.partition("*")[0] for group in _services().values() for word in group})


@cache
def _named_shape() -> "re.Pattern[str]":
    called = pattern("WORDS", "account_words").pattern
    return re.compile(
        rf"(?P<service>{_any_service().pattern})[\s:(-]{{0,3}}(?:{called}(?!\w)[\s:(-]{{0,3}}){{0,3}}"
        rf"(?P<quote>[{_QUOTES}])?(?P<name>[A-Za-z0-9_][A-Za-z0-9_.]{{1,30}}[A-Za-z0-9_])(?(quote)[{_QUOTES}])",
        re.IGNORECASE,
    )


def _service_of(word: str) -> str | None:
    low = " ".join(word.lower().split())
    for service, ways in _services().items():
        if any(low == way or (way.endswith("*") and low.startswith(way[:-1])) for way in ways):
            return service
    return None


def _service_beside(text: str, start: int, end: int) -> str | None:
    """Give the service named last before a handle in its sentence, else first after it."""
    said = list(_any_service().finditer(before(text, start, _HANDLE_REACH)))
    if said:
        return _service_of(said[-1].group())
    after = (
        text[end : end + _HANDLE_REACH_AFTER].split(". ", maxsplit=1)[0].split("@", maxsplit=1)[0]
    )
    found = _any_service().search(after)
    return _service_of(found.group()) if found else None
