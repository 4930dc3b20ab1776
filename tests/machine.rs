//! Virtual processors: why they stop (`--kvm=vcpu`), and what they share with their program (`--kvm=vcpu+`).

mod common;

use std::path::Path;
use std::process::Command;

/// What is appended to the calls that run the processor, and the lines below them; None where there is no KVM.
fn trace(tracer: &Path, options: &[&str]) -> Option<Vec<String>> {
    let dir = tempfile::tempdir().unwrap();
    let status = Command::new(tracer)
        .args(options)
        .args(["-e", "trace=ioctl", "-e", "inject=ioctl:retval=0:when=5+", "-o", "trace", "--"])
        .arg(common::fixture("machine"))
        .current_dir(dir.path())
        .status()
        .unwrap();
    let text = std::fs::read_to_string(dir.path().join("trace")).unwrap();
    let lines = text.lines().skip_while(|line| !line.contains("KVM_RUN")).map(str::to_owned);
    let lines: Vec<String> = lines.filter(|line| !line.starts_with("+++")).collect();
    (status.success() && !lines.is_empty()).then_some(lines)
}

fn without_kvm() {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    common::report(&format!("LEFT OUT {test}: there is no KVM here"));
}

#[test]
fn the_reason_for_which_a_processor_stopped_stands_where_strace_has_it() {
    if !common::is_there("strace") {
        return common::missing("strace");
    }
    for options in [&["--kvm=vcpu"][..], &["-e", "kvm=vcpu", "-y", "-Xverbose"]] {
        let Some(strace) = trace(Path::new("strace"), options) else { return without_kvm() };
        assert_eq!(trace(&common::rtrace(), options), Some(strace));
    }
}

#[test]
fn what_a_processor_shares_stands_below_the_call_as_it_was_before_and_after() {
    let Some(lines) = trace(&common::rtrace(), &["-a1", "--kvm=vcpu+"]) else { return without_kvm() };
    let registers = "ready_for_interrupt_injection=0, if_flag=0, flags=0, cr8=0000000000000000, \
                     apic_base=0000000000000000";
    let state = |reason: &str, rest: &str| {
        format!("{{request_interrupt_window=0, immediate_exit=0, exit_reason={reason}, {registers}{rest}}}")
    };
    let states = [
        ("KVM_EXIT_UNKNOWN", state("0 /* KVM_EXIT_UNKNOWN */", "")),
        (
            "KVM_EXIT_IO",
            state(
                "2 /* KVM_EXIT_IO */",
                ", {io={direction=KVM_EXIT_IO_OUT, size=1, port=0x3f8, count=2, \
                 data_offset=0x00000000001000, data=[0xa, 0x41]}}",
            ),
        ),
        (
            "KVM_EXIT_MMIO",
            state(
                "6 /* KVM_EXIT_MMIO */",
                ", {mmio={phys_addr=0x00000000008000, data=[0x61, 0, 0, 0, 0, 0, 0, 0], len=1, is_write=1}}",
            ),
        ),
        ("KVM_EXIT_HLT", state("5 /* KVM_EXIT_HLT */", "")),
        ("KVM_EXIT_???", state("99 /* KVM_EXIT_??? */", "")),
    ];
    let mut expected = Vec::new();
    for (reason, state) in states {
        // The call did nothing, so nothing has changed.
        expected.push(format!("ioctl(5, KVM_RUN, 0) = 0 ({reason}) (INJECTED)"));
        expected.push(format!(" VCPU:0< {state}"));
        expected.push(format!(" VCPU:0> {state}"));
    }
    assert_eq!(lines, expected);
}
