"""Refuses to keep a store where the file system or a sync program would break it."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path, PurePath

from recruitment_app.errors import Problem

DRIVE_REMOTE = 4  # what GetDriveTypeW says of a network drive, mapped to a letter or not

# Deny by list (never allow by list). 9p stays out: it is also the local disk of a sandbox.
_NETWORK = {
    "afs": "AFS",
    "beegfs": "BeeGFS",
    "ceph": "Ceph",
    "cifs": "Windows file sharing",
    "coda": "Coda",
    "davfs": "WebDAV",
    "davfs2": "WebDAV",
    "fuse.davfs": "WebDAV",
    "fuse.davfs2": "WebDAV",
    "fuse.glusterfs": "GlusterFS",
    "fuse.google-drive-ocamlfuse": "Google Drive",
    "fuse.gvfsd-fuse": "the desktop's network folders",
    "fuse.onedriver": "OneDrive",
    "fuse.rclone": "rclone",
    "fuse.s3fs": "S3",
    "fuse.sshfs": "SSH",
    "fuse.vmhgfs-fuse": "a virtual machine's shared folders",
    "glusterfs": "GlusterFS",
    "lustre": "Lustre",
    "ncpfs": "NetWare",
    "nfs": "NFS",
    "nfs4": "NFS",
    "prl_fs": "a virtual machine's shared folders",
    "smb": "Windows file sharing",
    "smb2": "Windows file sharing",
    "smb3": "Windows file sharing",
    "smbfs": "Windows file sharing",
    "sshfs": "SSH",
    "vboxsf": "a virtual machine's shared folders",
}

_SYNCED = (
    (re.compile(r"onedrive( ?- ?.+)?"), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?"), "Dropbox"),
    (re.compile(r"google ?drive|googledrive(-.+)?|my drive"), "Google Drive"),
    (re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents"), "iCloud"),
    (re.compile(r"next ?cloud"), "Nextcloud"),
    (re.compile(r"own ?cloud"), "ownCloud"),
    (re.compile(r"box( sync)?"), "Box"),
    (re.compile(r"sharepoint( ?- ?.+)?"), "SharePoint"),
    (re.compile(r"mega(sync)?"), "MEGA"),
    (re.compile(r"pclouddrive|pcloud ?drive|pcloud ?sync"), "pCloud"),
    (re.compile(r"syncthing|seafile|tresorit"), "a sync program"),
)

_MOUNT_POINT = 4


def refuse_unfit(folder: Path) -> None:
    """Raise a Problem where a store in this folder would be lost or torn."""
    _refuse(folder, _damages_a_store)


def refuse_for_open_files(folder: Path) -> None:
    """Raise a Problem where files that are not encrypted would go further than this machine."""
    _refuse(folder, _spreads_open_files)


def _refuse(folder: Path, sentence: Callable[[str], str]) -> None:
    whole = folder.expanduser().resolve()
    fault = _fault_of(whole, _mount_table(), _drive_kind(whole))
    if fault:
        raise Problem(sentence(fault), field="folder")


def why_unfit(folder: PurePath, *, mount_table: str = "", drive_kind: int | None = None) -> str:
    """Say why a store cannot live in a folder, or nothing where it can.

    ``mount_table`` is the text of /proc/self/mountinfo, ``drive_kind`` what Windows
    says of the drive; the folder is whole, its links resolved.
    """
    fault = _fault_of(folder, mount_table, drive_kind)
    return _damages_a_store(fault) if fault else ""


def _fault_of(folder: PurePath, mount_table: str, drive_kind: int | None) -> str:
    """Say what a folder is that a folder of this machine alone is not."""
    if folder.as_posix().startswith("//") or drive_kind == DRIVE_REMOTE:
        return "is on a network drive"
    network = _NETWORK.get(_file_system(folder, mount_table).lower())
    if network:
        return f"is reached over the network ({network})"
    for part in folder.parts:
        for pattern, program in _SYNCED:
            if pattern.fullmatch(part.lower()):
                return f"is copied elsewhere by {program} while it is written"
    return ""


def _damages_a_store(fault: str) -> str:
    return (
        f"The store cannot be kept in this folder: it {fault}, which damages a living store. "
        "Choose a folder on this computer's own disk; backups may go there."
    )


def _spreads_open_files(fault: str) -> str:
    return (
        f"The files are not encrypted and cannot be written into this folder: it {fault}. "
        "Choose a folder on this computer's own disk."
    )


def _file_system(folder: PurePath, mount_table: str) -> str:
    deepest, kind = -1, ""
    for line in mount_table.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split()
        if not dash or len(fields) <= _MOUNT_POINT or not after.split():
            continue
        point = type(folder)(_unescaped(fields[_MOUNT_POINT]))
        if folder.is_relative_to(point) and len(point.parts) >= deepest:
            deepest, kind = len(point.parts), after.split()[0]  # of two on one point, the later
    return kind


def _unescaped(path: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found.group(1), 8)), path)


def _mount_table() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    except OSError:
        return ""


def _drive_kind(folder: Path) -> int | None:
    if sys.platform != "win32" or os.name != "nt":
        return None
    import ctypes  # noqa: PLC0415 - only Windows asks

    return int(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\"))
