"""The guests of the lab, made from Debian's packages."""

import os
import subprocess
import tempfile
from pathlib import Path

import image
from debian import Debian, OLD_RELEASE, Unavailable, last
from machine import Machine

TOOLS = [
    "qemu-system-arm", "qemu-system-x86", "gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross", "gcc-arm-linux-gnueabihf",
    "libc6-dev-armhf-cross", "rustc-web", "mold", "apparmor", "checkpolicy", "zstd",
]
KERNELS = {
    "arm64": [">linux-image-arm64:arm64", "busybox-static:arm64"],
    "amd64": [">linux-image-amd64:amd64", f">linux-image-amd64:amd64/{OLD_RELEASE}", "busybox-static:amd64"],
}
# The arm64 guest's root: the programs that tests trace, the tracer ours is compared with, and what builds fixtures.
ROOT = [
    "base-files", "base-passwd", "bash", "dash", "coreutils", "diffutils", "grep", "gzip", "hostname", "libc-bin", "mawk",
    "mount", "ncurses-base", "passwd", "perl-base", "procps", "sed", "util-linux", "acl", "attr", "iproute2", "strace",
    "python3", "gcc", "libc6-dev", "linux-libc-dev", "git", "make", "tar", "findutils", "curl", "openssh-server",
    "openssh-client", "e2fsprogs", "bsdutils", "tmux", "bubblewrap", "runc", "crun", "libcap2-bin",
    "gcc-arm-linux-gnueabihf", "libc6-dev-armhf-cross", "libdrm-dev", "libbluetooth-dev", "libpython3.11-testsuite",
]
HERE = Path(__file__).resolve().parent
# The programs of other ABIs that each processor runs too: their source and compiler.
PROGRAMS = {
    "arm64": {"arm": ("abi.c", ["arm-linux-gnueabihf-gcc", "--sysroot={tools}"])},
    "amd64": {"i386": ("abi.c", ["gcc", "-m32"]), "x32": ("abi.c", ["gcc", "-mx32"]),
              "statfs.x32": ("statfs.c", ["gcc", "-mx32"])},
}
# The AppArmor profiles as their files have them, with the rules that rtrace advises, and as aa-complain would load them.
PROFILES = {
    "apparmor": lambda profile: profile,
    "apparmor-advised": lambda profile: profile.replace("\n}", "\n  ptrace (trace, read),\n  ptrace (tracedby, readby),\n}"),
    "apparmor-complaining": lambda profile: profile.replace("flags=(", "flags=(complain,"),
}
# Guests by name: processor, release of the kernel, and what to tell it.
GUESTS = {
    "aarch64": ("arm64", "6", "console=ttyAMA0"),
    "x86_64": ("amd64", "6", "console=ttyS0 syscall.x32=y lsm=landlock,lockdown,yama,apparmor,bpf"),
    "selinux": ("amd64", "6", "console=ttyS0 lsm=landlock,lockdown,yama,selinux selinux=1"),
    "old": ("amd64", "5", "console=ttyS0 syscall.x32=y"),
}


class Lab:
    """The cache folder and what was unpacked there."""

    def __init__(self, cache):
        self.debian = Debian(cache)
        self.cache = cache
        for attempt in ["in the cache", "fetched anew"]:
            self.tools = self.debian.tools("tools", TOOLS, ["libstd-rust-web-dev:arm64"])
            lacks = self._lacks()
            if not lacks:
                return
            # A cache may be older than the machine: it has what another lacked.
            print(f"lab: the tools {attempt} don't run: {lacks}", flush=True)
            self.debian.forget("tools")
        raise Unavailable(f"the tools don't run: {lacks}")

    def _lacks(self):
        """What keeps the tools from running here, such as a missing library; empty if they run."""
        for tool in ["qemu-system-aarch64", "qemu-system-x86_64", "aarch64-linux-gnu-gcc", "rustc"]:
            asked = subprocess.run([self.tools / "usr/bin" / tool, "--version"], env=self.environment(), text=True,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
            if asked.returncode:
                return f"{tool}: {last(asked.stderr)}"
        return ""

    def environment(self):
        """For programs among the tools, which find their libraries there."""
        libraries = f"{self.tools}/usr/lib/x86_64-linux-gnu"
        return os.environ | {"LD_LIBRARY_PATH": libraries, "PATH": f"{os.environ['PATH']}:{self.tools}/usr/bin:{self.tools}/usr/sbin"}

    def machine(self, guest, shares):
        """The guest of that name, with those folders of this machine."""
        processor, release, append = GUESTS[guest]
        kernels = self.debian.alone(f"kernels-{processor}", KERNELS[processor])
        version = next(path.name for path in (kernels / "lib/modules").iterdir() if path.name.startswith(release))
        share = f"{self.tools}/usr/share"
        firmware = ["-L", f"{share}/qemu", "-L", f"{share}/seabios", "-L", f"{self.tools}/usr/lib/ipxe/qemu"]
        if processor == "arm64":
            qemu = ["qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a57"]
            root = self.debian.root("root-arm64", [f"{package}:arm64" for package in ROOT], finish_root)
        else:
            qemu = ["qemu-system-x86_64", "-accel", "tcg", "-M", "q35", "-cpu", "max"]
            root = Path("/")
        qemu[0] = f"{self.tools}/usr/bin/{qemu[0]}"
        return Machine(
            guest=guest,
            qemu=qemu + firmware,
            kernel=image.kernel(kernels / f"boot/vmlinuz-{version}", self.cache / f"vmlinux-{version}"),
            modules=kernels / "lib/modules" / version,
            busybox=kernels / "bin/busybox",
            append=append,
            root=root,
            environment=self.environment(),
            shares=shares,
            files=self._programs(processor) | self._policies(guest)
            | {"confined": (HERE / "confined").read_bytes()},
        )

    def _programs(self, processor):
        """What a 64-bit kernel runs of other ABIs, by its name in the guest's /lab."""
        options = ["-O1", "-static", "-D_FILE_OFFSET_BITS=64", "-o", "{made}"]
        return {f"programs/{name}": self._made([*compiler, *options, HERE / source])
                for name, (source, compiler) in PROGRAMS[processor].items()}

    def _policies(self, guest):
        """What security modules load, compiled."""
        if guest == "selinux":
            # The oldest format of policies that Debian's kernels since 5.10 and ours agree on.
            policy = ["checkpolicy", "-U", "allow", "-c", "31", "-o", "{made}", HERE / "selinux.conf"]
            return {"selinux.policy": self._made(policy)}
        etc = self.tools / "etc/apparmor.d"
        parser = ["apparmor_parser", "-I", etc, "-M", etc / "abi/3.0", "-Q", "-S", "-K", "-T"]
        return {f"{folder}/{profile.name}": self._made(parser, shown=True, given=change(profile.read_text()))
                for folder, change in PROFILES.items() for profile in sorted((HERE / "apparmor").iterdir())}

    def _made(self, command, shown=False, given=""):
        """What `command`, given that input, writes into the file {made}, or to its output if that is what is `shown`."""
        with tempfile.TemporaryDirectory(prefix="lab.") as folder:
            made = Path(folder) / "made"
            words = [str(word).format(tools=self.tools, made=made) for word in command]
            done = subprocess.run(words, env=self.environment(), input=given.encode(), stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, check=False)
            if done.returncode:
                raise Unavailable(f"{' '.join(words)} fails (tests/run --no-lab installs compilers): {last(done.stderr.decode())}")
            return done.stdout if shown else made.read_bytes()


def finish_root(root):
    """What the packages' scripts would have done when installed."""
    for name, target in [("sh", "dash"), ("awk", "mawk")]:
        if not (root / "bin" / name).exists():
            (root / "bin" / name).symlink_to(target)
    for name in ["passwd", "group"]:
        master = root / f"usr/share/base-passwd/{name}.master"
        (root / "etc" / name).write_text(master.read_text())
    (root / "etc/hosts").write_text("127.0.0.1 localhost\n")
    for folder in ["mnt", "root", "run/sshd"]:
        (root / folder).mkdir(parents=True, exist_ok=True)
