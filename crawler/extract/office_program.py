"""Turns an office file that no library reads into one that a library does, by LibreOffice, offline
and without macros.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.extract.programs import ProgramFailed, run

MAX_RESULT_BYTES = 64 * 1024 * 1024

# A profile of its own for each file. Linked pictures, templates and frames are not fetched, and
# whatever asks for the network all the same finds a proxy that does not exist.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def as_docx(payload: bytes, suffix: str) -> bytes:
    """The payload as DOCX; ``suffix`` is the ending by which LibreOffice knows its format.

    Raises:
        ProgramFailed: LibreOffice is missing, fails, or finds nothing to convert.
    """
    return _converted(payload, suffix, "docx", "MS Word 2007 XML")


def as_pptx(payload: bytes, suffix: str) -> bytes:
    """The payload as PPTX; ``suffix`` is the ending by which LibreOffice knows its format.

    Raises:
        ProgramFailed: LibreOffice or its part for slides is missing, fails, or finds nothing.
    """
    return _converted(payload, suffix, "pptx", "Impress MS PowerPoint 2007 XML")


def _converted(payload: bytes, suffix: str, target: str, program: str) -> bytes:
    """The payload in another format, which LibreOffice calls by the name of a program.

    Raises:
        ProgramFailed: LibreOffice is missing, fails, or finds nothing to convert.
    """
    with TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        source = folder / f"source.{suffix}"
        source.write_bytes(payload)
        run(
            [
                "soffice",
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--nodefault",
                "--convert-to",
                f"{target}:{program}",
                "--outdir",
                str(folder),
                str(source),
            ],
            folder=folder,
        )
        result = folder / f"source.{target}"
        if not result.is_file():
            raise ProgramFailed("soffice could not read the file")
        if result.stat().st_size > MAX_RESULT_BYTES:
            raise ProgramFailed("soffice wrote too much")
        return result.read_bytes()
