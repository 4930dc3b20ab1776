//! The machine's table of open files, when it is full: for users, since root may always have more.

use crate::common::{fixture, report, rtrace};
use serde_json::Value;
use std::fs;
use std::process::Command;

const MOST: &str = "/proc/sys/fs/file-max";

#[test]
fn a_table_of_files_that_is_full_is_named() {
    if crate::lab().is_none() {
        return;
    }
    let before = fs::read_to_string(MOST).unwrap();
    // The kernel counts by and by, and sees none of so few.
    fs::write(MOST, "0").unwrap();
    let output = Command::new(rtrace())
        .args(["--explain", "--format=json", "-f"])
        .arg(fixture("denied"))
        .args(["user", "65501", "65501", "--", "/bin/true"])
        .output();
    fs::write(MOST, before.trim()).unwrap();
    let said = String::from_utf8(output.unwrap().stderr).unwrap();
    let objects = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let refused = objects.filter(|object| object["error"]["name"] == "ENFILE").collect::<Vec<_>>();
    assert!(!refused.is_empty(), "{said}");
    for object in refused {
        let why = &object["refused"];
        assert_eq!((&why["cause"], &why["certainty"]), (&"limit".into(), &"likely".into()), "{object}");
        assert!(why["because"].as_str().unwrap().contains("fs.file-max is 0"), "{object}");
        report(&format!("{} ENFILE {}", object["call"], why["because"]));
    }
}
