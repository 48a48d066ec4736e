"""Websites as people write them, and what two of them have in common."""

# Places where many companies have a page: there the path tells whose it is.
_SHARED = frozenset({"facebook.com", "linkedin.com", "instagram.com", "sites.google.com", "github.com", "etsy.com"})
_LONGEST = 300


def site_key(website: str) -> str:
    """The site alone: "https://www.Acme.com/en/" and "acme.com" are one. "" for what is no website."""
    address = website.strip().casefold().rpartition("://")[2]
    host, _, path = address.partition("/")
    host = host.rpartition("@")[2].partition(":")[0].removeprefix("www.").rstrip(".")
    if "." not in host or " " in host:
        return ""
    page = path.partition("?")[0].partition("#")[0].strip("/")
    return (f"{host}/{page}" if page and _is_shared(host) else host)[:_LONGEST]


def _is_shared(host: str) -> bool:
    return host in _SHARED or host.partition(".")[2] in _SHARED
