from pathlib import PurePosixPath, PureWindowsPath

import pytest

from recruitment_app.errors import Problem
from recruitment_app.store import places

MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /home/ann/H rw - cifs //server/home rw
31 22 0:41 / /net/data rw shared:9 master:1 - nfs4 server:/data rw
32 22 0:42 / /home/ann/my\040files rw - fuse.sshfs ann@server: rw
33 31 8:2 / /net/data/local rw - ext4 /dev/sdb1 rw
34 22 0:43 / /mnt/cloud rw - fuse.rclone remote: rw
35 22 0:44 / /mnt/dav rw - fuse.davfs2 https://server rw
36 22 0:45 / /tmp rw - tmpfs tmpfs rw
""".strip()


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        ("/home/ann/H", "Windows file sharing"),
        ("/home/ann/H/adoption/store", "Windows file sharing"),
        ("/net/data/store", "NFS"),
        ("/home/ann/my files/store", "SSH"),
        ("/mnt/cloud/store", "rclone"),
        ("/mnt/dav/store", "WebDAV"),
        ("//server/share/store", "network drive"),
    ],
)
def test_a_folder_reached_over_the_network_is_refused_with_the_reason(folder, reason):
    assert reason in places.why_unfit(PurePosixPath(folder), mount_table=MOUNTS)


@pytest.mark.parametrize(
    "folder",
    ["/home/ann/store", "/home/ann/Handover/store", "/net/data/local/store", "/tmp/store"],  # noqa: S108 - no file is made
)
def test_a_folder_on_this_computers_own_disk_is_taken(folder):
    assert places.why_unfit(PurePosixPath(folder), mount_table=MOUNTS) == ""


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("/home/ann/OneDrive - Council/store", "OneDrive"),
        ("/home/ann/onedrive/store", "OneDrive"),
        ("/home/ann/Dropbox/store", "Dropbox"),
        ("/home/ann/Dropbox (Council)/store", "Dropbox"),
        ("/home/ann/Google Drive/store", "Google Drive"),
        ("/Users/ann/Library/CloudStorage/GoogleDrive-ann/store", "Google Drive"),
        ("/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/store", "iCloud"),
        ("/home/ann/Nextcloud/store", "Nextcloud"),
    ],
)
def test_a_folder_that_a_program_copies_elsewhere_is_refused(folder, program):
    assert program in places.why_unfit(PurePosixPath(folder), mount_table=MOUNTS)


@pytest.mark.parametrize(
    ("folder", "kind", "is_fit"),
    [
        (r"C:\Users\ann\AppData\Local\Adopter Recruitment", 3, True),
        (r"H:\adoption", places.DRIVE_REMOTE, False),
        (r"\\server\share\adoption", None, False),
        (r"C:\Users\ann\OneDrive - Council\Documents", 3, False),
    ],
)
def test_a_windows_drive_is_judged_by_its_kind_its_name_and_its_folders(folder, kind, is_fit):
    assert (places.why_unfit(PureWindowsPath(folder), drive_kind=kind) == "") is is_fit


def test_of_two_mounts_on_one_point_the_later_counts():
    twice = MOUNTS + "\n40 22 0:50 / /net/data/local rw - smb3 //server/x rw"
    assert places.why_unfit(PurePosixPath("/net/data/local/store"), mount_table=twice)


def test_the_refusal_is_a_sentence_that_says_what_to_do(tmp_path):
    synced = tmp_path / "Dropbox" / "store"
    with pytest.raises(Problem, match="own disk") as problem:
        places.refuse_unfit(synced)
    assert problem.value.field == "folder"


def test_a_link_into_a_synced_folder_is_followed(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "store").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(Problem, match="Dropbox"):
        places.refuse_unfit(tmp_path / "store")


def test_an_ordinary_folder_is_taken(tmp_path):
    places.refuse_unfit(tmp_path / "store")
