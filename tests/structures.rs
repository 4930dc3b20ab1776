//! Every structure of decode::structs, compared with the C headers of Debian: a C compiler has each field where rtrace has
//! it, and the structure as long, on x86_64, i386 and x32, or on aarch64 and ARM. What no header has, and what differs, is
//! named in tests/structures/apart.rs with the reason: a structure or a field that is in neither is a failure.

#[path = "structures/apart.rs"]
mod apart;
mod common;

use apart::{ABSENT, Apart, FIELDS, FOREIGN, NOT_THERE, OTHER, SIZES};
use common::COMPILERS;
use regex::Regex;
use rtrace::arch::Abi;
use rtrace::decode::structs::{self, Struct};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folders of headers, as they are included. Of two that have a structure the first counts.
const ROOTS: &[&str] =
    &["linux", "asm", "asm-generic", "misc", "mtd", "scsi", "sound", "libdrm", "bluetooth"];

/// What headers need before them; all but the first are for those that can't be compiled with others.
const PREFACES: &[&str] = &[
    "#include <stddef.h>\n#include <linux/types.h>\n#include <linux/time.h>\n",
    "#include <stddef.h>\n#include <stdint.h>\n#include <sys/types.h>\n#include <sys/time.h>\n\
     #include <sys/socket.h>\n#include <netinet/in.h>\n",
    "#include <stddef.h>\n#include <asm/signal.h>\n#include <asm/sigcontext.h>\n",
    "#include <stddef.h>\n#include <stdlib.h>\n#include <sys/socket.h>\n#include <bluetooth/bluetooth.h>\n",
];

/// A structure of rtrace's by its name there (`file::TABLE`), and what C calls it.
struct Known {
    name: String,
    of: &'static Struct,
    c: String,
}

/// The header in which each structure is defined, and what C calls it: `struct NAME`, `union NAME`.
fn definitions() -> BTreeMap<String, (String, String)> {
    fn walk(dir: &Path, name: &str, into: &mut Vec<(String, PathBuf)>) {
        let Ok(entries) = std::fs::read_dir(dir) else { return };
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = format!("{name}/{}", path.file_name().unwrap().to_str().unwrap());
            match path.is_dir() {
                true => walk(&path, &name, into),
                false if name.ends_with(".h") => into.push((name, path)),
                false => {}
            }
        }
    }
    let begins = Regex::new(r"(?m)^\s*(?:typedef\s+)?(struct|union)\s+(\w+)\s*\{").unwrap();
    let mut found = BTreeMap::new();
    let include = Path::new("/usr/include");
    let own = include.join(format!("{}-linux-gnu", std::env::consts::ARCH));
    for name in ROOTS {
        let mut headers = Vec::new();
        walk(&if *name == "asm" { own.join(name) } else { include.join(name) }, name, &mut headers);
        headers.sort();
        for (header, path) in headers {
            // What an architecture adds to a header that others have as it is, or how it has it packed.
            let asm = header.replace("asm-generic/", "asm/");
            let header = if own.join(&asm).exists() { asm } else { header };
            for of in begins.captures_iter(&std::fs::read_to_string(path).unwrap_or_default()) {
                let said = (header.clone(), format!("{} {}", &of[1], &of[2]));
                found.entry(of[2].to_owned()).or_insert(said);
            }
        }
    }
    found
}

/// What a compiler has otherwise of a structure: `FIELD` where there is none, `FIELD@OFFSET` where it lies elsewhere than
/// rtrace has it, `=SIZE` where the size differs.
type Otherwise = BTreeSet<(String, String)>;

/// A header, and the structures that it defines.
type Header<'a> = (&'a str, Vec<Known>);

/// Asks a compiler about several headers at once; None where they can't be compiled together.
fn ask(headers: &[&Header<'_>], preface: &str, abi: Abi, compiler: [&str; 2]) -> Option<Otherwise> {
    let error = Regex::new(r"layout\.c:(\d+):\d+: error: (.*)").unwrap();
    let mut source = preface.to_owned();
    headers.iter().for_each(|(header, _)| writeln!(source, "#include <{header}>").unwrap());
    let first = source.lines().count() + 1;
    let mut asked = Vec::new();
    for Known { name, of, c } in headers.iter().flat_map(|(_, all)| all) {
        for (offset, field) in of.layout(abi).filter(|(_, field)| !field.name.is_empty()) {
            let field = field.name;
            writeln!(source, "_Static_assert(__builtin_offsetof({c}, {field}) == {offset}, \"\");").unwrap();
            asked.push((name, field.to_owned(), format!("{field}@{offset}")));
        }
        let size = of.size(abi);
        writeln!(source, "_Static_assert(sizeof({c}) == {size}, \"\");").unwrap();
        asked.push((name, format!("={size}"), format!("={size}")));
    }
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("layout.c");
    std::fs::write(&file, source).unwrap();
    let options = ["-fsyntax-only", "-w", "-fmax-errors=0", "-isystem", "/usr/include/libdrm"];
    // The headers of another compiler, which has its own, needn't be as new.
    let include = ["-isystem", "/usr/include"];
    let output =
        Command::new(compiler[0]).arg(compiler[1]).args(options).args(include).arg(&file).output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    let errors = text.lines().filter(|line| line.contains("error:")).map(|line| {
        let found = error.captures(line)?;
        let (name, absent, elsewhere) = asked.get(found[1].parse::<usize>().ok()?.checked_sub(first)?)?;
        let what = if found[2].contains("static assertion failed") { elsewhere } else { absent };
        Some(((*name).clone(), what.clone()))
    });
    errors.collect()
}

/// The same, in halves where they don't go together. What can't be compiled alone is added to `wrong`.
fn otherwise(headers: &[&Header<'_>], abi: Abi, compiler: [&str; 2], wrong: &mut String) -> Otherwise {
    let mut prefaces = PREFACES.iter().take(if headers.len() == 1 { PREFACES.len() } else { 1 });
    if let Some(said) = prefaces.find_map(|preface| ask(headers, preface, abi, compiler)) {
        return said;
    }
    match headers {
        [] => Otherwise::new(),
        [(header, _)] => {
            writeln!(wrong, "{header} can't be compiled for {abi}").unwrap();
            Otherwise::new()
        }
        _ => {
            let (one, other) = headers.split_at(headers.len() / 2);
            let mut said = otherwise(one, abi, compiler, wrong);
            said.extend(otherwise(other, abi, compiler, wrong));
            said
        }
    }
}

/// What the list has of it: the names of a structure's fields, or of structures.
fn listed(lists: &'static [Apart]) -> BTreeSet<&'static str> {
    lists.iter().flat_map(|Apart(_, names)| *names).copied().collect()
}

#[test]
fn each_structure_lies_as_a_c_compiler_lays_it_out() {
    for (_, compiler, _) in COMPILERS {
        if !common::is_there(compiler) {
            return common::missing(compiler);
        }
    }
    for (header, package) in [("libdrm/drm.h", "libdrm-dev"), ("bluetooth/hci.h", "libbluetooth-dev")] {
        if !Path::new("/usr/include").join(header).exists() {
            return common::missing(package);
        }
    }
    let definitions = definitions();
    let mut by_header: BTreeMap<&str, Vec<Known>> = BTreeMap::new();
    let (mut absent, mut count) = (BTreeSet::new(), 0);
    let (foreign, other) = (listed(FOREIGN), listed(OTHER));
    for (file, all) in structs::ALL {
        for (table, of) in *all {
            let name = format!("{file}::{table}");
            if other.contains(name.as_str()) {
                continue;
            }
            match definitions.get(of.name) {
                Some((header, c)) => {
                    count += 1;
                    by_header.entry(header).or_default().push(Known { name, of, c: c.clone() });
                }
                None => drop(absent.insert(name)),
            }
        }
    }
    let mut wrong = String::new();
    let headers: Vec<Header<'_>> = by_header.into_iter().collect();
    let (mut fields, mut sizes) = (BTreeSet::new(), BTreeSet::new());
    for (abi, compiler, option) in COMPILERS {
        let there = |header: &str| NOT_THERE.iter().all(|(other, name, _)| (other, *name) != (abi, header));
        let headers: Vec<_> = headers.iter().filter(|(header, _)| there(header)).collect();
        let said = otherwise(&headers, *abi, [compiler, option], &mut wrong);
        for (name, what) in said.into_iter().filter(|(name, _)| !foreign.contains(name.as_str())) {
            match what.split_once('=') {
                Some(_) => sizes.insert(name),
                None => fields.insert(format!("{name}.{}", what.split('@').next().unwrap())),
            };
        }
    }
    for (found, lists, what) in [
        (&absent, ABSENT, "no header has it"),
        (&fields, FIELDS, "a header hasn't this field, or has it elsewhere"),
        (&sizes, SIZES, "a header has another size"),
    ] {
        let known = listed(lists);
        for name in found.iter().filter(|name| !known.contains(name.as_str())) {
            writeln!(wrong, "{name}: {what}").unwrap();
        }
        let of = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
        for name in known.iter().filter(|name| !found.contains(**name) && !other.contains(of(name).as_str()))
        {
            writeln!(wrong, "{name}: is listed in apart.rs, and isn't so: {what}").unwrap();
        }
    }
    common::report(&format!(
        "structures: {count} of {} compared with C headers, on {} ABIs; {} that no header of Debian has",
        count + absent.len(),
        COMPILERS.len(),
        absent.len()
    ));
    assert!(wrong.is_empty(), "{wrong}");
}
