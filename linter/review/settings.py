"""How the page is served. What is unsafe is refused here, before anything is opened."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from linter.errors import ConfigError

HOME = ".draftlint-review"
DATABASE_NAME = "review.db"
KEY_NAME = "key"
PORT = 8737
COOKIE = "draftlint_session"
LARGEST = 5_000_000  # bytes of an upload
Network = IPv4Network | IPv6Network
_EVERYWHERE = ("0.0.0.0", "::")
_USUAL_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Settings:
    """`folder` is where drafts lie and whose configuration counts. `url` is the address that people type, if a proxy
    stands before us. `user_header` is the request header in which a proxy in `trusted` names the user."""

    folder: Path
    database: str
    key_file: Path
    host: str = "127.0.0.1"
    port: int = PORT
    url: str = ""
    user_header: str = ""
    trusted: tuple[Network, ...] = ()
    largest: int = LARGEST
    with_login: bool = False

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if self.url and (
            not _has_port(parts) or parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/")
        ):
            raise ConfigError(f"--url is an address such as https://review.example.com, not '{self.url}'")
        if self.host in _EVERYWHERE and not self.url:
            hint = "give it with --url, as in --url https://review.example.com"
            raise ConfigError(f"--host {self.host} does not tell the address that people type", hint=hint)
        if self.user_header and not self.trusted:
            hint = "add --trust with the proxy's address, or anybody could say who they are"
            raise ConfigError("--user-header needs to know which proxy may send it", hint=hint)

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the page, and nothing stands before it."""
        return is_loopback(self.host) and not self.url and not self.user_header

    @property
    def origins(self) -> frozenset[str]:
        """The addresses under which the page may be opened: any other `Host` is somebody else's name for us."""
        if self.url:
            parts = urlsplit(self.url)
            return frozenset((_origin(parts.scheme, _bracketed(parts.hostname or ""), parts.port),))
        names = {"localhost", "127.0.0.1", "[::1]"} if is_loopback(self.host) else {_bracketed(self.host)}
        return frozenset(_origin("http", name, self.port) for name in names)

    @property
    def hosts(self) -> frozenset[str]:
        return frozenset(urlsplit(origin).netloc for origin in self.origins)

    @property
    def is_encrypted(self) -> bool:
        return self.url.startswith("https://")

    @property
    def cookie(self) -> str:
        """Its name. With `__Host-`, browsers take it from this very host and over TLS alone."""
        return ("__Host-" if self.is_encrypted else "") + COOKIE

    def trusts(self, address: str) -> bool:
        try:
            return any(ip_address(address) in network for network in self.trusted)
        except ValueError:
            return False


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _has_port(parts: SplitResult) -> bool:
    """Whether the port of an address, if it names one, is one."""
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def _origin(scheme: str, host: str, port: int | None) -> str:
    """As browsers write it: in lower case, the usual port left out."""
    return f"{scheme}://{host}".lower() + ("" if port in (None, _USUAL_PORTS[scheme]) else f":{port}")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def home_of(folder: Path) -> Path:
    """Where a folder's database and key lie; git is told to look away. Raises ConfigError."""
    home = folder / HOME
    try:
        home.mkdir(mode=0o700, exist_ok=True)
        ignored = home / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", "ascii")
    except OSError as problem:
        raise ConfigError(f"can't be made: {problem.strerror}", path=home) from None
    return home


def network(text: str) -> Network:
    """An address or a network. Raises ConfigError."""
    try:
        return ip_network(text, strict=False)
    except ValueError:
        raise ConfigError(f"'{text}' is no address and no network", hint="write 10.0.0.5 or 10.0.0.0/24") from None
