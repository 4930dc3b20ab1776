//! Where rtrace lets tracees run is nothing that they can see.

mod common;

use std::process::{Command, Output};

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_program_sees_the_affinity_that_it_has_without_rtrace() {
    let fixture = common::fixture("affinity");
    let alone = printed(&Command::new(&fixture).output().unwrap());
    assert_eq!(alone.lines().count(), 4, "{alone}");
    for placement in ["auto", "off"] {
        let mut traced = Command::new(env!("CARGO_BIN_EXE_rtrace"));
        traced.args(["-f", "-o", "/dev/null", "--placement", placement]).arg(&fixture);
        assert_eq!(printed(&traced.output().unwrap()), alone, "--placement={placement}");
    }
}
