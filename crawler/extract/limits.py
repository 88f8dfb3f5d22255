"""What one document may cost, and how a child process is held to it."""

import resource
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MIB = 1024 * 1024

# Events of the interpreter by which a program reaches other machines or starts other programs.
_NETWORK = (
    "socket.__new__",
    "socket.bind",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.sendto",
)
_PROGRAMS = ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLimits:
    """Limits of reading one document. Times in seconds, sizes in bytes."""

    memory_bytes: int = 1024 * MIB  # address space of the process
    program_memory_bytes: int = 4096 * MIB  # of a program that a reader starts
    cpu_s: int = 30
    wall_s: float = 45.0
    grace_s: float = 2.0  # from asking to end to ending by force
    result_bytes: int = 32 * MIB
    written_bytes: int = 256 * MIB  # of one file on the disk
    open_files: int = 256


class Forbidden(RuntimeError):
    """A reader tried something that no reader may do."""


def hold_to(limits: ReadLimits) -> None:
    """Put this process, for good, under the limits that the kernel keeps.

    The hard limit on memory is the higher one for programs, which raise their own.
    """
    _limit(resource.RLIMIT_CORE, 0, 0)
    _limit(resource.RLIMIT_AS, limits.memory_bytes, limits.program_memory_bytes)
    _limit(resource.RLIMIT_CPU, limits.cpu_s, limits.cpu_s + 5)
    _limit(resource.RLIMIT_FSIZE, limits.written_bytes, limits.written_bytes)
    _limit(resource.RLIMIT_NOFILE, limits.open_files, limits.open_files)


def _limit(kind: int, soft: int, hard: int) -> None:
    _, ceiling = resource.getrlimit(kind)
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(kind, (soft, hard))


def forbid_network(programs: Collection[str]) -> None:
    """Refuse sockets, and programs other than those named, for the rest of this process.

    Guarantee: no Python code in this process opens a connection or starts another program; an
    audit hook cannot be removed. It does not bind native code that has been taken over, nor the
    programs themselves: for those ``isolate_network`` is tried, and LibreOffice is set up offline.
    """
    allowed = frozenset(programs)

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:  # Any: the interpreter's own
        if event in _NETWORK or event in _PROGRAMS:
            raise Forbidden(f"a reader may not use {event}")
        if event == "subprocess.Popen" and Path(str(arguments[0])).name not in allowed:
            raise Forbidden(f"a reader may not start {arguments[0]}")

    sys.addaudithook(refuse)


def isolate_network() -> bool:
    """Leave the machine's network for an empty one, where the kernel lets this user; else False.

    Holds for native code and for every program started from here.
    """
    import ctypes

    new_user, new_network = 0x10000000, 0x40000000
    libc = ctypes.CDLL(None, use_errno=True)
    return any(libc.unshare(flags) == 0 for flags in (new_network, new_user | new_network))
