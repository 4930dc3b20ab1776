"""Debian's packages, downloaded and unpacked into a folder of their own, never installed.

apt runs with a configuration of ours: lists, cache and status file in the cache folder, the machine's own sources.
So the machine's package state is neither read for locks nor changed.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

ARCHITECTURES = ["amd64", "arm64"]
# Where the kernel of an older release comes from: the oldest that Debian's mirrors have. Linux 4.19's release is in the
# archive of those that have ended alone.
OLD_RELEASE = "bullseye"
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


class Unavailable(Exception):
    """What the lab needs can't be had here."""


class Debian:
    """Packages in `cache`, a folder that may be deleted whenever no guest runs.

    Several labs may share it: while one changes it, the others wait.
    """

    def __init__(self, cache):
        cache.mkdir(parents=True, exist_ok=True)
        self.cache = cache
        self.updated = False
        self.lock = open(cache / "lock", "w", encoding="ascii")  # noqa: SIM115, held as long as the lab runs
        fcntl.flock(self.lock, fcntl.LOCK_SH)

    @contextmanager
    def _alone(self):
        """Whoever reads the folder is done before, and waits until the change is made."""
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("lab: waiting for another lab to finish", flush=True)
            fcntl.flock(self.lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self.lock, fcntl.LOCK_SH)

    def tools(self, name, packages, alone=()):
        """Unpacks programs for this machine with what they need and this machine lacks, and `alone` without."""
        return self._unpacked(name, packages, list(alone), "/var/lib/dpkg/status")

    def root(self, name, packages, finish):
        """Unpacks a whole root, the packages with all they need, and calls `finish` with it once."""
        return self._unpacked(name, packages, [], None, finish)

    def alone(self, name, packages):
        """Unpacks packages without what they need. `>PACKAGE` stands for what PACKAGE depends on first."""
        return self._unpacked(name, [], packages, None)

    def _unpacked(self, name, packages, alone, status, finish=lambda prefix: None):
        wanted = hashlib.sha256(repr((packages, alone, status)).encode()).hexdigest()
        done, prefix = self.cache / f"{name}.done", self.cache / name

        def is_there():
            return done.exists() and done.read_text() == wanted

        if not is_there():
            with self._alone():
                # Another lab may have been faster.
                if not is_there():
                    done.unlink(missing_ok=True)
                    self._fetch(name, prefix, packages, alone, status, finish)
                    done.write_text(wanted)
        return prefix

    def forget(self, name):
        """Has what was unpacked under that name fetched anew."""
        (self.cache / f"{name}.done").unlink(missing_ok=True)

    def _fetch(self, name, prefix, packages, alone, status, finish):
        print(f"lab: fetching {name}", flush=True)
        self._update()
        archives = self.cache / f"{name}.debs"
        (archives / "partial").mkdir(parents=True, exist_ok=True)
        if alone:
            names = [self._first_need(package[1:]) if package[0] == ">" else package for package in alone]
            self._apt("apt-get", "-qq", "download", *names, cwd=archives)
        if packages:
            empty = archives / "status"
            empty.write_text("")
            # With no recommended packages: a root is what its programs need, no more.
            self._apt("apt-get", "-qq", "-y", "--no-install-recommends", "--download-only",
                      "-o", f"Dir::State::status={status or empty}", "-o", f"Dir::Cache::archives={archives}",
                      *self._native(packages if status is None else []), "install", *packages)
        shutil.rmtree(prefix, ignore_errors=True)
        for folder in ["bin", "lib", "lib64", "sbin"]:
            (prefix / "usr" / folder).mkdir(parents=True)
            (prefix / folder).symlink_to(f"usr/{folder}")
        for archive in sorted(archives.glob("*.deb")):
            # Not dpkg -x: it would put folders in the place of the links.
            with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", archive], stdout=subprocess.PIPE) as packed:
                unpack = ["tar", "-x", "--keep-directory-symlink", "-p", "-C", prefix]
                unpacked = subprocess.run(unpack, stdin=packed.stdout, stderr=subprocess.PIPE, text=True, check=False)
            if packed.returncode or unpacked.returncode:
                # So that it's downloaded anew if it is broken.
                archive.unlink()
                raise Unavailable(f"{archive.name} can't be unpacked: {last(unpacked.stderr)}")
        # As umask and the packages left it, other users might not get in.
        prefix.chmod(0o755)
        finish(prefix)
        shutil.rmtree(archives)

    def _first_need(self, package):
        shown = self._apt("apt-cache", "show", "--no-all-versions", package, out=True).stdout
        line = next(line for line in shown.splitlines() if line.startswith("Depends: "))
        return line.split()[1].rstrip(",") + ":" + package.split(":")[1].split("/")[0]

    @staticmethod
    def _native(packages):
        """A root of another architecture is native to apt, so that what it needs is of that architecture too."""
        suffixes = {package.split(":")[1] for package in packages if ":" in package}
        return ["-o", f"APT::Architecture={suffixes.pop()}"] if len(suffixes) == 1 else []

    def _update(self):
        if self.updated:
            return
        if not shutil.which("apt-get"):
            raise Unavailable("this is no Debian")
        apt = self.cache / "apt"
        for folder in ["lists/partial", "archives/partial", "conf", "sources"]:
            (apt / folder).mkdir(parents=True, exist_ok=True)
        for own, machine in [("conf", "/etc/apt/apt.conf.d"), ("sources", "/etc/apt/sources.list.d")]:
            shutil.rmtree(apt / own)
            shutil.copytree(machine, apt / own)
        # Read after the machine's own, which may run what updates the machine's caches.
        (apt / "conf" / "zz-lab").write_text("".join(f"#clear {hook};\n" for hook in [
            "APT::Update::Post-Invoke", "APT::Update::Post-Invoke-Success", "APT::Update::Pre-Invoke",
            "DPkg::Post-Invoke", "DPkg::Pre-Invoke", "DPkg::Pre-Install-Pkgs", "Acquire::IndexTargets::deb::DEP-11",
            "Acquire::IndexTargets::deb::Contents-deb",
        ]) + "".join(f'APT::Architectures:: "{name}";\n' for name in ARCHITECTURES))
        (apt / "config").write_text(f"""
            Dir::Etc::Parts "{apt}/conf";
            Dir::Etc::SourceParts "{apt}/sources";
            Dir::State::Lists "{apt}/lists";
            Dir::Cache "{apt}";
            Acquire::Languages "none";
            APT::Sandbox::User "root";
            Acquire::Retries "3";
            Debug::NoLocking "1";
            #clear APT::Architectures;
        """)
        # Some source of the machine may be out of reach and needn't be Debian's: what is missing is seen in the download.
        updated = self._apt("apt-get", "-qq", "update", may_fail=True)
        targets = self._apt("apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages",
                            out=True).stdout.split()
        mirrors = [uri for uri, suite in zip(targets[::2], targets[1::2]) if "debian" in uri and "-" not in suite]
        if not mirrors:
            raise Unavailable(f"apt has no source of Debian's packages here: {last(updated.stderr)}")
        (apt / "sources" / "old.list").write_text(f"deb [signed-by={KEYRING}] {mirrors[0]} {OLD_RELEASE} main\n")
        self._apt("apt-get", "-qq", "update")
        self.updated = True

    def _apt(self, *command, cwd=None, out=False, may_fail=False):
        environment = os.environ | {"APT_CONFIG": str(self.cache / "apt" / "config"), "LC_ALL": "C"}
        done = subprocess.run(command, cwd=cwd, env=environment, text=True, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE if out else None, stderr=subprocess.PIPE, check=False)
        if done.returncode and not may_fail:
            raise Unavailable(f"Debian's packages can't be downloaded: {command[0]} says: {last(done.stderr)}")
        return done


def last(said):
    """The last lines of what a program said, where the reason of its failure is."""
    return "\n".join(said.strip().splitlines()[-6:])
