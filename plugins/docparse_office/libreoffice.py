"""LibreOffice: where it is, and a conversion by it in a folder, a profile and a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from docparse import Limits, LoadError, refused, run_apart
from docparse_office.kinds import Kind

VARIABLE = "DOCPARSE_SOFFICE"
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/local/bin/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "{PROGRAMFILES}\\LibreOffice\\program\\soffice.exe",
    "{PROGRAMFILES(X86)}\\LibreOffice\\program\\soffice.exe",
)
_OPTIONS = (
    "--headless",
    "--invisible",
    "--norestore",
    "--nologo",
    "--nodefault",
    "--nolockcheck",
    "--nofirststartwizard",
)
_TARGET = "docx:MS Word 2007 XML"
_STEP = 0.2  # seconds between two looks whether anybody still waits
_PACKAGE = b"PK\x03\x04"
_SIGNALLED = 128  # what a shell adds to the number of the signal that ended a program

# No macro runs, nothing that a document links to is fetched, and there is no way to the network but a closed door.
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "CheckDocumentEvents", "false"),
    ("Writer/Content/Update", "Link", "0"),
    ("Writer/Content/Update", "Field", "false"),
    ("Writer/Content/Update", "Chart", "false"),
    ("Common/Misc", "FirstRun", "false"),
    ("Common/Misc", "CrashReport", "false"),
    ("Recovery/AutoSave", "Enabled", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(("Inet/Settings", f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
    *(("Inet/Settings", f"ooInet{kind}ProxyPort", "1") for kind in ("HTTP", "HTTPS", "FTP")),
)
_ITEM = (
    '<item oor:path="/org.openoffice.Office.{0}"><prop oor:name="{1}" oor:op="fuse"><value>{2}</value></prop></item>\n'
)
_REGISTRY = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{}</oor:items>\n'


def find() -> str | None:
    """The path of LibreOffice: that of DOCPARSE_SOFFICE, else on PATH, else where it is usually put; None without it."""
    if named := os.environ.get(VARIABLE):
        return shutil.which(named)
    places = [place.format_map(_Known(os.environ)) for place in _PLACES]
    return next((found for place in (*_NAMES, *places) if (found := shutil.which(place))), None)


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def to_docx(data: bytes, kind: Kind, name: str, limits: Limits) -> bytes:
    """A file of a format as DOCX.

    LoadError DP-L106 where there is no LibreOffice, DP-L004 when it takes too long or too much memory or ends
    abnormally, DP-L103 when it cannot read the file.
    """
    program = find()
    if program is None:
        named = os.environ.get(VARIABLE)
        lack = f"{VARIABLE} names {named!r}, which cannot be run" if named else "it is not installed"
        remedy = f"install LibreOffice Writer, or name its soffice in {VARIABLE}"
        raise LoadError("DP-L106", name, f"LibreOffice reads such files, and {lack}", remedy)
    with tempfile.TemporaryDirectory(prefix="docparse-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, f"input{kind.suffix}"), Path(folder, "output", "input.docx")
        source.write_bytes(data)
        _make_profile(Path(folder, "profile"))
        status = run_apart(
            _run, program, folder, source.name, kind.filter, limits.package, name=name, size=len(data), limits=limits
        )
        converted = _read(target, limits.file + 1)
    if not converted.startswith(_PACKAGE):
        raise _failed(status, name)
    return converted


def _make_profile(folder: Path) -> None:
    user = folder / "user"
    user.mkdir(parents=True)
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    (user / "registrymodifications.xcu").write_text(_REGISTRY.format(items), "utf-8")


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError:
        return b""


def _failed(status: int, name: str) -> LoadError:
    number = -status if status < 0 else status - _SIGNALLED
    if number > 0:
        known = number in [known.value for known in signal.Signals]
        ended = signal.Signals(number).name if known else f"status {status}"
        remedy = "the file may be damaged or made to do harm; Parser(limits=…) raises the limit of memory"
        return refused("DP-L004", name, f"LibreOffice, which reads it, ended its process ({ended})", remedy)
    reason = f"LibreOffice cannot read it (status {status})"
    return LoadError("DP-L103", name, reason, "get the file again, or save it as .docx")


# --- in a process apart, whose limits and whose end are those of LibreOffice as well --------------------------------


def _run(program: str, folder: str, source: str, reads: str, largest: int) -> int:
    """The exit status of a conversion."""
    _limit_files(largest)
    profile = Path(folder, "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", *_OPTIONS, f"--infilter={reads}", "--convert-to", _TARGET]
    command += ["--outdir", str(Path(folder, "output")), str(Path(folder, source))]
    own = dict.fromkeys(("HOME", "TMPDIR", "TMP", "TEMP", "XDG_RUNTIME_DIR"), folder)
    environment = {**os.environ, **own, "SAL_USE_VCLPLUGIN": "svp"}
    parent = os.getppid()
    process = subprocess.Popen(  # noqa: S603 - the program is that of the user, the arguments are our own
        command, cwd=folder, env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while True:
        try:
            return process.wait(_STEP)
        except subprocess.TimeoutExpired:
            if os.getppid() != parent:  # nobody waits any more, nor would end what has been started here
                os.killpg(0, signal.SIGKILL)


def _limit_files(size: int) -> None:
    if sys.platform != "win32":
        import resource  # there is none on Windows

        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))
