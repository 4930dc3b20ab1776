"""Builds the tests for a guest, runs them there, and adds up what they say."""

import json
import os
import re
import subprocess
import time
from pathlib import Path

from machine import script

CHECKOUT = Path(__file__).resolve().parents[2]
CARGO_TARGET = Path(os.environ.get("CARGO_TARGET_DIR") or CHECKOUT / "target").resolve()
ARM64 = "aarch64-unknown-linux-gnu"


def target(guest):
    """The folder with what was built for a guest."""
    return CARGO_TARGET / "lab" if guest == "aarch64" else CARGO_TARGET


def shares(guest):
    """The folders of this machine that a guest gets to see."""
    target(guest).mkdir(parents=True, exist_ok=True)
    return [CHECKOUT, target(guest)]


def environment(guest):
    """What tests find in their environment."""
    built = target(guest) / (f"{ARM64}/debug" if guest == "aarch64" else "debug")
    return {"PATH": f"{built}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "CARGO_MANIFEST_DIR": str(CHECKOUT)}


def build(lab, guest):
    """Has cargo build the tests, and returns their executables by name."""
    variables, command = dict(os.environ), ["cargo", "test", "--no-run", "--message-format=json-render-diagnostics"]
    if guest == "aarch64":
        command += ["--target", ARM64]
        variables = arm64_environment(lab)
    variables["CARGO_TARGET_DIR"] = str(target(guest))
    done = subprocess.run(command, cwd=CHECKOUT, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          text=True, check=False)
    if done.returncode:
        raise SystemExit(f"lab: the tests can't be built for {guest}")
    found = {}
    for message in map(json.loads, done.stdout.splitlines()):
        if message.get("executable") and message["profile"]["test"]:
            found[f"{message['target']['kind'][0]} {message['target']['name']}"] = message["executable"]
    return found


def arm64_environment(lab):
    """Own compiler where it knows the target; else Debian's, which brings a standard library for it."""
    variables = lab.environment()
    asked = subprocess.run(["rustc", "--print", "target-libdir", "--target", ARM64], cwd=CHECKOUT, text=True,
                           stdout=subprocess.PIPE, check=False)
    if not list(Path(asked.stdout.strip() or "/nowhere").glob("libstd-*.rlib")):
        variables["RUSTC"] = f"{lab.tools}/usr/bin/rustc"
        for wrapper in ["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"]:
            variables.pop(wrapper, None)
    gcc = f"{lab.tools}/usr/bin/aarch64-linux-gnu-gcc"
    variables["CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUSTFLAGS"] = (
        f"-Clinker={gcc} -Clink-arg=--sysroot={lab.tools}")
    return variables


def run(lab, guests):
    """Runs the tests of these guests, one guest after the other, and says how they went. The status is 0 or 1."""
    failed = False
    for guest in guests:
        built = build(lab, guest)
        commands = []
        for name, executable in built.items():
            commands += [["echo", f"--- {guest}: {name}"], [executable, "--test-threads=2"]]
        started, log = time.monotonic(), []

        def output(line):
            log.append(line)
            print(line, end="", flush=True)

        job = script(commands, environment(guest), CHECKOUT)
        status, report = lab.machine(guest, shares(guest)).run(job, 480, output)
        failed |= status != 0
        counts = {word: sum(int(n) for n in re.findall(rf"^test result:.* (\d+) {word}", "".join(log), re.MULTILINE))
                  for word in ["passed", "failed", "ignored"]}
        print(report, end="")
        print(f"lab: {guest}: {counts['passed']} passed, {counts['failed']} failed, {counts['ignored']} ignored, "
              f"{time.monotonic() - started:.0f} s", flush=True)
    return int(failed)
