"""Names agencies that nobody gave an id: by the address of their website."""

import hashlib

from crawler.urls import authority_of, host_of, port_of

_DEFAULT_PORTS = (80, 443)


def agency_id_of(home_url: str) -> str:
    """A stable id from a canonical address: its host without ``www.``, further parts when shared.

    A port other than the scheme's own belongs to it, and a digest of the path, when there is one.
    """
    host = host_of(home_url)
    if port_of(home_url) not in _DEFAULT_PORTS:
        host = authority_of(home_url)
    host = host.removeprefix("www.")
    path = home_url.split("/", 3)[3].strip("/")
    if not path:
        return host
    return f"{host}-{hashlib.sha256(path.encode()).hexdigest()[:8]}"


def site_key(home_url: str) -> str:
    """The same for two addresses of one website: with and without ``www.``, http and https."""
    host = host_of(home_url).removeprefix("www.")
    port = port_of(home_url)
    path = home_url.split("/", 3)[3].rstrip("/")
    return f"{host}:{'' if port in _DEFAULT_PORTS else port}/{path}"
