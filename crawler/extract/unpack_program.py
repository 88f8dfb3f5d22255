"""Unpacks RAR and 7z archives by unar, into a folder of this process, within limits."""

import json
import os
import stat
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.extract.programs import ProgramFailed, installed, run
from crawler.extract.zip_check import MAX_MEMBER_BYTES, MAX_MEMBERS, MAX_TOTAL_BYTES

_THAI = "windows-874"
_ENCRYPTED = "the archive is protected by a password"


def unpack(payload: bytes, *, suffix: str) -> list[tuple[str, bytes]] | str | None:
    """Names and bytes of the files inside, by name; why not, as a line; None without unar."""
    if not (installed("unar") and installed("lsar")):
        return None
    with TemporaryDirectory(prefix="archive-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"archive.{suffix}"
        source.write_bytes(payload)
        try:
            refused = _refused(run(["lsar", "-json", source.name], folder=folder))
            if refused:
                return refused
            inside = folder / "inside"
            inside.mkdir()
            encoding = ["-e", _THAI] if _needs_thai(source, folder) else []
            run(
                [
                    *["unar", "-quiet", "-no-directory", "-force-overwrite", "-password", "-"],
                    *encoding,
                    *["-output-directory", str(inside), source.name],
                ],
                folder=folder,
            )
        except ProgramFailed as error:
            return str(error)
        return _collected(inside)


def _listing(listed: bytes) -> list[dict[str, object]]:
    try:
        data = json.loads(listed)
    except (ValueError, RecursionError):
        return []
    contents = data.get("lsarContents") if isinstance(data, dict) else None
    if not isinstance(contents, list):
        return []
    return [entry for entry in contents if isinstance(entry, dict)]


def _refused(listed: bytes) -> str:
    """Why an archive is not unpacked, by its own list of contents; "" when it may be."""
    entries = _listing(listed)
    if not entries:
        return "the archive is broken: it lists no files"
    if any(entry.get("XADIsEncrypted") for entry in entries):
        return _ENCRYPTED
    if len(entries) > MAX_MEMBERS:
        return f"the archive holds more than {MAX_MEMBERS:,} files"
    sizes = [size for entry in entries if isinstance(size := entry.get("XADFileSize"), int)]
    if sum(sizes) > MAX_TOTAL_BYTES or any(size > MAX_MEMBER_BYTES for size in sizes):
        return f"the archive unpacks to {sum(sizes):,} bytes"
    return ""


def _needs_thai(source: Path, folder: Path) -> bool:
    """Whether names that are no UTF-8 were written on a Thai Windows; unar guesses Japanese."""
    entries = _listing(run(["lsar", "-json", "-e", _THAI, source.name], folder=folder))
    names = "".join(str(entry.get("XADFileName", "")) for entry in entries)
    thai = sum("\u0e00" < char < "\u0e7f" for char in names)
    other = sum(char > "\x7f" for char in names) - thai
    return thai > 0 and other == 0


def _collected(inside: Path) -> list[tuple[str, bytes]]:
    """Ordinary files only: a link could lead out of the folder."""
    found: list[tuple[str, bytes]] = []
    total = 0
    for root, folders, files in os.walk(inside, followlinks=False):
        folders.sort()
        for name in sorted(files):
            path = Path(root) / name
            about = path.lstat()
            total += about.st_size
            if not stat.S_ISREG(about.st_mode) or total > MAX_TOTAL_BYTES:
                continue
            found.append((str(path.relative_to(inside)), path.read_bytes()))
    return found
