"""Builds the tests for a guest, runs them there, and adds up what they say."""

import json
import os
import re
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from machine import script

CHECKOUT = Path(__file__).resolve().parents[2]
CARGO_TARGET = Path(os.environ.get("CARGO_TARGET_DIR") or CHECKOUT / "target").resolve()
ARM64 = "aarch64-unknown-linux-gnu"

# Seconds for all tests of one guest, and for one executable of tests: what they need on two idle processors, five times.
LIMIT = 1800
LIMIT_OF_ONE = 900
# With all tests, how many times as long.
PATIENCE = 4
# Machines that run at a time: each has one processor, and 2 GB. A third takes what the others, and what is built, leave.
AT_ONCE = 3
# Guests whose tests take longest have two machines: what the second runs.
SECOND = {"aarch64": {"cpython", "diagnose", "differential", "explain", "lab", "matrix", "netlink", "stacks",
                      "structures"}}

# At Yama's scope 3 nothing can be traced until the guest's end, so it comes last.
VERDICTS = [("lab", ["--skip=scope_3", "--test-threads=1"]), ("lab", ["scope_3"])]
# What takes most of the time under software emulation and depends least on the processor: texts, options, advice, large
# programs. It is left out unless all tests are asked for; with None a whole executable isn't built.
LONG = {
    "accelerate": ["--skip=the_trace_is_the_same", "--skip=prctl_doesnt"],
    "arguments": None,
    "calls": ["calls_of_64", "calls_of_32"],
    "cpython": None,
    "decoding": None,
    "diagnose": ["every_cause", "launches::a_tracer", "launches::another", "attaches::advice",
                 "filters::a_dump", "without::the_calls"],
    "differential": ["--skip=curl", "--skip=descriptors_in_hex", "--skip=descriptors_with_their", "--skip=gcc", "--skip=git",
                     "--skip=python", "--skip=sleep", "--skip=sshd", "--skip=strace_is", "--skip=tar"],
    "explain": ["capabilities::root_without", "files::what_else", "filters::a_filter_that", "filters::what_the_kernel",
                "filters::without_a_witness", "form::an_explanation", "form::attached"],
    "families": None,
    "headers": None,
    "hex": None,
    "matrix": None,
    "netlink": ["answers_that", "events", "what_strace"],
    "options": ["--skip=every_option", "--skip=options_do_what", "--skip=messages_stand", "--skip=output_that_fails",
                "--skip=times_and_ids", "--skip=work_in_the_kernel"],
    "outputs": ["--skip=a_reader", "--skip=more_tasks"],
    "requests": None,
    "rtrace": None,
    "sockets": ["control_messages", "--skip=messages_with"],
    "stacks": ["--skip=source_lines"],
    "structures": None,
    "syntax": ["--skip=what_is_wrong"],
    "terminal": None,
    "tracer": ["--skip=busy_threads_do_not", "--skip=threads_that_make", "--skip=ten_thousand", "--skip=two_thousand"],
}
# What one emulated processor is too slow for, or does otherwise in each run: CPython's tests of sockets wait for seconds in
# which a traced program must have sent a lot; and which of Python's threads does something first is chance.
RACY = {"cpython": ["--skip=socket"], "differential": ["--skip=python"]}
# What each guest runs: all tests but those named, or executables with their arguments.
TESTS = {
    # These can't exist there: they read the source, or the sources of crates by cargo, or compile x86's headers, or have
    # figures of x86_64's instructions.
    "aarch64": {"architecture", "costs", "ioctls", "numbers", "sets"},
    "x86_64": [("differential", ["a_program_of_i386", "a_program_of_x32"]), *VERDICTS],
    "selinux": [("lab", ["selinux"])],
    "old": [("tracer", ["attach", "launch", "signals"]), ("accelerate", ["calls_that"]), ("descriptors", []),
            ("differential", ["a_program_of_i386", "a_program_of_x32"]), *VERDICTS],
}


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
    variables = {"PATH": f"{built}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                 "CARGO_MANIFEST_DIR": str(CHECKOUT),
                 # While one test waits, the other has the processor.
                 "RUST_TEST_THREADS": "2"}
    return variables | {name: os.environ[name] for name in ["CI"] if name in os.environ}


def wanted(guest, every):
    """The executables that a guest runs, each with its arguments: `every` test, or without the long ones.

    The unit tests, of the library and of the program, are those named rtrace.
    """
    chosen = TESTS[guest]
    if isinstance(chosen, list):
        return chosen
    there = {path.parent.name if path.stem == "main" else path.stem
             for pattern in ["*.rs", "*/main.rs"] for path in (CHECKOUT / "tests").glob(pattern)}
    chosen = [(name, RACY.get(name, []) if every else LONG.get(name, [])) for name in ["rtrace", *sorted(there - chosen - {"lab"})]]
    arguments = [(name, words) for name, words in chosen if words is not None]
    # Yama is the same everywhere.
    return [*arguments, ("lab", ["--test-threads=1", "--skip=scope"])]


def build(lab, guest, every):
    """Has cargo build what a guest runs; returns names and executables."""
    # Where tests are named, cargo doesn't build the fixtures that they run.
    cargo(lab, guest, "build", "--examples")
    names = dict.fromkeys(name for name, _ in wanted(guest, every))
    chosen = [word for name in names for word in (["--lib", "--bins"] if name == "rtrace" else [f"--test={name}"])]
    messages = cargo(lab, guest, "test", "--no-run", *chosen)
    return [(message["target"]["name"], message["executable"]) for message in messages
            if message.get("executable") and message["profile"]["test"]]


def cargo(lab, guest, *command):
    """Has cargo build for a guest; returns its messages."""
    variables, command = dict(os.environ), ["cargo", *command, "--message-format=json-render-diagnostics"]
    if guest == "aarch64":
        # Emulated processors make up for what the compiler takes longer, several times over; but for crates that do
        # little while a program is traced.
        command += ["--target", ARM64, "--config=profile.dev.opt-level=1", "--config=profile.dev.debug=false",
                    # Stacks are of functions by their names.
                    '--config=profile.dev.strip="none"',
                    # Which takes a quarter of the time to build, and saves nothing here.
                    '--config=profile.dev.lto="off"',
                    '--config=profile.dev.package."*".opt-level=0']
        variables = arm64_environment(lab)
    variables["CARGO_TARGET_DIR"] = str(target(guest))
    done = subprocess.run(command, cwd=CHECKOUT, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          text=True, check=False)
    if done.returncode:
        raise SystemExit(f"lab: cargo can't build for {guest}")
    return [json.loads(line) for line in done.stdout.splitlines()]


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
    # There are dozens of executables, and mold takes a tenth of what GNU's linker does.
    variables["CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUSTFLAGS"] = (
        f"-Clinker={gcc} -Clink-arg=--sysroot={lab.tools} -Clink-arg=-fuse-ld=mold -Clink-arg=-B{lab.tools}/usr/bin")
    return variables


def commands(guest, built, every, names):
    """What a machine runs of a guest's executables, those of such names, one command after the other."""
    for name, arguments in wanted(guest, every):
        if name not in names:
            continue
        executables = [executable for built_name, executable in built if built_name == name]
        if not executables:
            raise SystemExit(f"lab: {guest} wants tests that aren't there: {name}")
        for executable in executables:
            yield ["echo", f"\n--- {guest}: {name} {' '.join(arguments)}"]
            yield ["timeout", "--kill-after=5", str(LIMIT_OF_ONE * (PATIENCE if every else 1)), executable, *arguments]


def run(lab, machines, every=False):
    """Builds and runs the tests of these guests, `every` one or all but the long ones, some machines at a time, and says
    how they went. The status is 0 or 1."""
    free = threading.Semaphore(AT_ONCE)

    def part(guest, number, job):
        """Runs a script on a machine of its own: the status, what was said, what was reported."""
        log = []
        with free, open(CARGO_TARGET / f"lab.{guest}.{number}.log", "w", encoding="utf-8") as file:
            booted = time.monotonic()

            def output(line):
                log.append(line)
                # With the seconds. For who can't wait for the end, which comes in one piece so that guests don't mix.
                print(f"{time.monotonic() - booted:6.1f} {line}", end="", file=file, flush=True)

            return *machines[guest].run(job, LIMIT * (PATIENCE if every else 1), output), "".join(log)

    def one(guest):
        started = time.monotonic()
        try:
            built = build(lab, guest, every)
            names = {name for name, _ in built}
            second = SECOND.get(guest, set()) & names
            jobs = [script(commands(guest, built, every, chosen), environment(guest), CHECKOUT)
                    for chosen in [second, names - second] if chosen]
        except SystemExit as reason:
            print(reason, flush=True)
            tell(summary(guest, 1, "", "", time.monotonic() - started))
            return 1

        with ThreadPoolExecutor() as pool:
            done = list(pool.map(part, [guest] * len(jobs), range(1, len(jobs) + 1), jobs))
        status, report, log = max(status for status, _, _ in done), *("".join(each[at] for each in done) for at in [1, 2])
        print(log, flush=True)
        told = summary(guest, status, log, report, time.monotonic() - started)
        tell(report + told)
        return int(", 0 failed," not in told)

    # The first of GUESTS is built while others run already.
    with ThreadPoolExecutor() as pool:
        return int(any(list(pool.map(one, machines))))


def summary(guest, status, log, report, seconds):
    """One line: how many tests passed, failed, and were skipped. tests/run adds them up."""
    counts = {word: sum(int(n) for n in re.findall(rf"^test result:.* (\d+) {word}", log, re.MULTILINE))
              for word in ["passed", "failed"]}
    # A test that leaves itself out passes.
    skipped = len(re.findall("^(?:SKIPPED|LEFT)", report, re.MULTILINE))
    # Words that choose no test are those of one that has another name by now.
    nothing = len(re.findall(r"^test result:.* 0 passed;.* [1-9][0-9]* filtered out", log, re.MULTILINE))
    # Tests that were ended with their executable are in no result.
    failed = max(counts["failed"] + nothing, int(status != 0))
    return (f"lab: {guest}: {counts['passed'] - skipped} passed, {failed} failed, {skipped} skipped, {seconds:.0f} s"
            f"{'' if status == 0 else f', status {status}'}\n")


def tell(text):
    """To the report that tests/run prints in the end, or here."""
    if "RTRACE_REPORT" in os.environ:
        with open(os.environ["RTRACE_REPORT"], "a", encoding="utf-8") as report:
            report.write(text)
    else:
        print(text, end="", flush=True)
