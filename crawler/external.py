"""Services outside an agency's own site that its pages lead to, and how each is treated."""

import re
from enum import Enum, auto
from urllib.parse import urlsplit

from crawler.urls import host_of


class External(Enum):
    """What kind of service an address belongs to."""

    EVIDENCE = auto()  # the link itself is the evidence: social networks, maps, forms, e-GP
    SHARED_FILE = auto()  # a file whose content only its service shows


_EVIDENCE_HOSTS = (
    "facebook.com", "fb.com", "fb.me", "fb.watch", "m.me", "messenger.com", "line.me", "lin.ee",
    "youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "dailymotion.com",
    "twitter.com", "x.com", "t.co", "instagram.com", "tiktok.com", "threads.net", "wa.me",
    "whatsapp.com", "t.me", "blockdit.com", "pantip.com", "pinterest.com",
    "gprocurement.go.th", "forms.gle", "forms.office.com", "surveymonkey.com", "typeform.com",
    "maps.app.goo.gl", "goo.gl", "openstreetmap.org", "waze.com", "zoom.us",
)  # fmt: skip
_SHARED_FILE_HOSTS = (
    "drive.google.com", "docs.google.com", "photos.google.com", "photos.app.goo.gl",
    "drive.usercontent.google.com", "dropbox.com", "onedrive.live.com", "1drv.ms", "sharepoint.com",
    "icloud.com", "mega.nz", "mediafire.com", "box.com", "canva.com", "issuu.com", "anyflip.com",
    "fliphtml5.com", "pubhtml5.com", "flipsnack.com", "scribd.com", "slideshare.net",
)  # fmt: skip
_GOOGLE = re.compile(r"(?:www\.|maps\.)?google\.(?:com|co\.th)")
_FORM_PATH = re.compile(r"^/(?:a/[^/]+/)?forms/")


def _below(host: str, names: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)


def external_kind(url: str) -> External | None:
    """The kind of service behind an address; None for every ordinary website."""
    host = host_of(url)
    if host == "docs.google.com" and _FORM_PATH.match(urlsplit(url).path):
        return External.EVIDENCE
    if _below(host, _SHARED_FILE_HOSTS):
        return External.SHARED_FILE
    if _below(host, _EVIDENCE_HOSTS) or _GOOGLE.fullmatch(host):
        return External.EVIDENCE
    return None
