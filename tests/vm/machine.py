"""One guest machine: boots, runs a job, is gone."""

import os
import shlex
import signal
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path

import image

HERE = Path(__file__).resolve().parent
# Seconds for what isn't the job: to boot, on a machine that has much else to do, and to be turned off.
BOOT = 120


@dataclass
class Machine:
    """What to boot. `shares` are folders that a guest sees where they are; what it writes there, it alone sees.

    `files` are put into the guest's folder /lab.
    """

    guest: str
    qemu: list
    kernel: Path
    modules: Path
    busybox: Path
    append: str
    root: Path
    environment: dict
    shares: list = field(default_factory=list)
    files: dict = field(default_factory=dict)

    def run(self, job, seconds, output):
        """Runs the shell script `job` as root, its output to the function `output` line by line.

        Returns its status and what the tests reported. A job that isn't done in time is killed, and what was
        reported until then is told all the same; a machine that doesn't end then is killed, too: status 124.
        """
        with tempfile.TemporaryDirectory(prefix="lab.") as work:
            work = Path(work)
            (work / "initrd").write_bytes(self._initramfs(job, seconds))
            command = self._command(work)
            # The machine dies with us, whatever ends us.
            qemu = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *command], env=self.environment,
                                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            overdue = threading.Event()
            limit = threading.Timer(seconds + BOOT, lambda: (overdue.set(), qemu.kill()))
            limit.start()
            try:
                for line in qemu.stdout:
                    output(line.decode(errors="replace"))
                qemu.wait()
            finally:
                limit.cancel()
                qemu.kill()
                qemu.wait()
            told = (work / "result").read_text(errors="replace") if (work / "result").exists() else ""
            if told:
                status, _, report = told.partition("\n")
                if int(status) == 128 + signal.SIGKILL:
                    output(f"lab: {self.guest} was not done after {seconds} s\n")
                return int(status), report
            if overdue.is_set():
                output(f"lab: {self.guest} doesn't answer after {seconds + BOOT} s\n")
            output(f"lab: {self.guest} ended without a status; its console said:\n")
            output((work / "console").read_text(errors="replace"))
            return (124 if overdue.is_set() else 125), ""

    def _initramfs(self, job, seconds):
        archive = image.Archive()
        init = (HERE / "init").read_bytes()
        archive.add("init", init)
        archive.add("bin/busybox", self.busybox.read_bytes())
        archive.add("lab/init", init)
        archive.add("lab/job", job.encode())
        archive.add("lab/guest", self.guest.encode())
        archive.add("lab/seconds", str(seconds).encode())
        for name, content in self.files.items():
            archive.add(f"lab/{name}", content)
        archive.add("shares.list", "".join(f"f{at} {path}\n" for at, path in enumerate(self.shares)).encode())
        files = image.modules(self.modules)
        for path in files:
            archive.add(f"modules/{path.name}", path.read_bytes())
        archive.add("modules/order", "".join(f"{path.name}\n" for path in files).encode())
        return archive.finish()

    def _command(self, work):
        # With two emulated processors, whatever a tracer and its tracee do by turns takes three times as long and costs
        # three times as much: each turn wakes the other processor, a thread of this machine.
        command = [*self.qemu, "-smp", "1", "-m", "2048", "-display", "none", "-no-reboot", "-nodefaults",
                   "-kernel", self.kernel, "-initrd", work / "initrd", "-append", f"{self.append} quiet panic=-1",
                   "-serial", f"file:{work}/console", "-device", "virtio-serial-pci",
                   "-chardev", "file,id=output,path=/dev/stdout", "-chardev", f"file,id=result,path={work}/result"]
        for port in ["output", "result"]:
            command += ["-device", f"virtserialport,chardev={port},name={port}"]
        for tag, path in [("root", self.root), *((f"f{at}", path) for at, path in enumerate(self.shares))]:
            command += ["-fsdev", f"local,id={tag},path={path},security_model=none,readonly=on,multidevs=remap",
                        "-device", f"virtio-9p-pci,fsdev={tag},mount_tag={tag}"]
        return [str(word) for word in command]


def script(commands, environment, folder):
    """A shell script that runs `commands` (each a list of words) in `folder`; its status is the first that isn't 0."""
    lines = ["status=0", f"cd {shlex.quote(str(folder))} || exit"]
    lines += [f"export {name}={shlex.quote(value)}" for name, value in environment.items()]
    lines += [f"{shlex.join(map(str, command))} || [ $status != 0 ] || status=$?" for command in commands]
    return "\n".join([*lines, "exit $status", ""])
