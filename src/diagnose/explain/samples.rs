//! Refusals for the tests of rules: a plain one, to be changed.

use super::evidence::{FIRST_USER_NS, Refusal, Symbol, Task};
use super::walk::{End, Inode, Mount, Role, Step, Walk};
use crate::arch::Abi;
use crate::diagnose::environment::Environment;
use crate::event::Witness;

/// A call of uid 1000 without capabilities, refused by the kernel itself.
pub fn refusal(call: &'static str, errno: i32) -> Refusal {
    let task = Task {
        pid: 7,
        uids: [1000; 4],
        gids: [1000; 4],
        bounding: u64::MAX,
        seccomp: Some(0),
        user_ns: Some(FIRST_USER_NS),
        own_user_ns: true,
        ..Task::default()
    };
    Refusal {
        call,
        abi: Abi::X86_64,
        args: [0; 6],
        names: Vec::new(),
        pointed: Default::default(),
        errno,
        witness: Witness::Kernel,
        supervised: false,
        shown_by: None,
        task,
        settings: Default::default(),
        files: Vec::new(),
        program: None,
        file_capabilities: None,
        busy: None,
        target: None,
        opened_with: None,
        seals: None,
        sending: None,
        written: None,
        map: None,
        neighbours: Vec::new(),
        symbol: Symbol::Unknown,
        own_filters: Some(0),
        modules: None,
        domain: None,
        place: Environment::Host,
    }
}

/// A file that is there, with all permissions for all, on a mount of this kind.
pub fn file(path: &str, mode: u32, kind: &str, of_all: &[&str]) -> Walk {
    let mount = Mount {
        point: "/m".to_owned(),
        kind: kind.to_owned(),
        of_all: of_all.iter().map(|option| (*option).to_owned()).collect(),
        ..Mount::default()
    };
    let inode = Inode { mode, mount: Some(mount), ..Inode::default() };
    let step = Step { path: path.to_owned(), role: Role::Named, inode };
    Walk { argument: 0, path: path.to_owned(), steps: vec![step], end: End::Found }
}

/// The cause and the certainty that the rules come to.
pub fn verdict(refusal: &Refusal) -> String {
    super::judge(refusal).map_or_else(
        || "none".to_owned(),
        |verdict| {
            let code = verdict.code.map_or("unexplained", super::verdict::Code::name);
            format!("{code}, {}", verdict.finding.certainty.name())
        },
    )
}
