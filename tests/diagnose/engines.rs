//! Real container runtimes, and profiles like those that the engines have shipped.

use crate::scene::Scene;
use rtrace::arch::{Abi, numbers};
use serde_json::{Value, json};
use std::cell::Cell;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// What moby's profiles have guarded by CAP_SYS_PTRACE.
const GUARDED: [&str; 4] = ["ptrace", "process_vm_readv", "process_vm_writev", "kcmp"];

/// Calls that its profiles never allow without a capability.
const NEVER: &[&str] = &[
    "add_key",
    "request_key",
    "keyctl",
    "userfaultfd",
    "pivot_root",
    "swapon",
    "swapoff",
    "kexec_load",
    "kexec_file_load",
    "migrate_pages",
    "move_pages",
    "bpf",
    "perf_event_open",
    "mount",
    "umount2",
    "setns",
    "unshare",
    "init_module",
    "finit_module",
    "delete_module",
    "reboot",
    "settimeofday",
    "clock_settime",
    "acct",
    "quotactl",
    "open_by_handle_at",
    "fanotify_init",
    "lookup_dcookie",
    "sethostname",
    "setdomainname",
    "syslog",
    "vhangup",
    "pidfd_getfd",
    "process_madvise",
    "process_mrelease",
];

/// Calls that no rule of Docker's present profile names, of those that x86_64 and aarch64 have, and those that it has
/// rules with conditions for. (Read off github.com/moby/profiles, seccomp/default.json, of 2025, which names some 400
/// calls as allowed; these are the others.)
const UNNAMED: &[&str] = &[
    "_sysctl",
    "add_key",
    "afs_syscall",
    "create_module",
    "file_getattr",
    "file_setattr",
    "get_kernel_syms",
    "getpmsg",
    "io_uring_enter",
    "io_uring_register",
    "io_uring_setup",
    "kexec_file_load",
    "kexec_load",
    "keyctl",
    "listns",
    "migrate_pages",
    "move_pages",
    "nfsservctl",
    "open_tree_attr",
    "pivot_root",
    "putpmsg",
    "query_module",
    "request_key",
    "rseq_slice_yield",
    "security",
    "swapoff",
    "swapon",
    "sysfs",
    "tuxcall",
    "uprobe",
    "uselib",
    "userfaultfd",
    "ustat",
    "vserver",
    // By their arguments.
    "clone",
    "clone3",
    "personality",
    "socket",
];

/// Calls that it allows with a capability alone.
const GATED: &[(&str, &[&str])] = &[
    ("CAP_DAC_READ_SEARCH", &["open_by_handle_at"]),
    (
        "CAP_SYS_ADMIN",
        &[
            "bpf",
            "clone",
            "clone3",
            "fanotify_init",
            "fsconfig",
            "fsmount",
            "fsopen",
            "fspick",
            "lookup_dcookie",
            "lsm_get_self_attr",
            "lsm_list_modules",
            "lsm_set_self_attr",
            "mount",
            "mount_setattr",
            "move_mount",
            "open_tree",
            "perf_event_open",
            "quotactl",
            "quotactl_fd",
            "setdomainname",
            "sethostname",
            "setns",
            "syslog",
            "umount2",
            "unshare",
        ],
    ),
    ("CAP_SYS_BOOT", &["reboot"]),
    ("CAP_SYS_CHROOT", &["chroot"]),
    ("CAP_SYS_MODULE", &["delete_module", "init_module", "finit_module"]),
    ("CAP_SYS_PACCT", &["acct"]),
    ("CAP_SYS_PTRACE", &["kcmp", "pidfd_getfd", "process_madvise"]),
    ("CAP_SYS_RAWIO", &["iopl", "ioperm"]),
    ("CAP_SYS_TIME", &["settimeofday", "clock_settime"]),
    ("CAP_SYS_TTY_CONFIG", &["vhangup"]),
    ("CAP_SYS_NICE", &["get_mempolicy", "mbind", "set_mempolicy", "set_mempolicy_home_node"]),
    ("CAP_SYSLOG", &["syslog"]),
    ("CAP_BPF", &["bpf"]),
    ("CAP_PERFMON", &["perf_event_open"]),
];

/// Docker's present profile: what it allows whatever the arguments, by arguments, and by capabilities.
fn today() -> Value {
    let own = Abi::own();
    let known = |names: &[&str]| -> Vec<String> {
        names
            .iter()
            .filter(|name| numbers::number(own, name).is_some())
            .map(|name| (*name).to_owned())
            .collect()
    };
    let by_argument = |call: &str, value: u64, op: &str| {
        let argument = json!({"index": 0, "value": value, "op": op});
        json!({"names": [call], "action": "SCMP_ACT_ALLOW", "args": [argument]})
    };
    let mut rules = vec![json!({"names": allowed(Profile::Today, false), "action": "SCMP_ACT_ALLOW"})];
    // The families below 12, and some above: not AF_ALG (38), not AF_VSOCK (40).
    rules.push(by_argument("socket", 12, "SCMP_CMP_LT"));
    let families = (13..19).chain([21, 22, 24]).chain(26..34).chain([35, 36, 39]).chain(41..46);
    rules.extend(families.map(|family| by_argument("socket", family, "SCMP_CMP_EQ")));
    rules.extend(
        [0, 8, 0x20000, 0x20008, 0xffff_ffff].map(|value| by_argument("personality", value, "SCMP_CMP_EQ")),
    );
    let without = json!({"caps": ["CAP_SYS_ADMIN"]});
    rules.push(json!({
        "names": ["clone"],
        "action": "SCMP_ACT_ALLOW",
        "args": [{"index": 0, "value": 0x7e02_0000, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}],
        "excludes": without,
    }));
    rules.push(json!({"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38, "excludes": without}));
    rules.extend(GATED.iter().map(
        |(capability, names)| json!({"names": known(names), "action": "SCMP_ACT_ALLOW", "includes": {"caps": [capability]}}),
    ));
    json!({"defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 1, "syscalls": rules})
}

/// The first calls that are younger than Docker 18.09; all that are added later have higher numbers.
const YOUNGER: &[&str] = &["io_pgetevents", "rseq"];

/// Which profile.
#[derive(Clone, Copy, PartialEq)]
pub enum Profile {
    /// Docker's of 2018: ptrace only with CAP_SYS_PTRACE, and no younger calls.
    Old,
    /// Docker's of today: ptrace for all, kcmp with CAP_SYS_PTRACE.
    Current,
    /// A custom one: the old one, without its rule for the capability.
    WithoutRule,
    /// A custom one that denies ptrace and nothing else.
    DeniesPtrace,
    /// Docker's since version 25, rule by rule: see [`today`].
    Today,
}

/// The names of calls that a profile allows; with the capability where `capable`.
fn allowed(profile: Profile, capable: bool) -> Vec<&'static str> {
    let own = Abi::own();
    let eldest = YOUNGER.iter().filter_map(|name| numbers::number(own, name)).min().unwrap();
    let guarded = |name: &str| match profile {
        Profile::Old => !capable && GUARDED.contains(&name),
        Profile::Current => !capable && name == "kcmp",
        Profile::WithoutRule => GUARDED.contains(&name),
        Profile::DeniesPtrace => name == "ptrace",
        Profile::Today => UNNAMED.contains(&name) || GATED.iter().any(|(_, names)| names.contains(&name)),
    };
    numbers::table(own)
        .iter()
        .filter(|(number, name)| {
            let younger = *number >= eldest && matches!(profile, Profile::Old | Profile::WithoutRule);
            let never = matches!(profile, Profile::DeniesPtrace | Profile::Today) || !NEVER.contains(name);
            !guarded(name) && !younger && never
        })
        .map(|&(_, name)| name)
        .collect()
}

/// What runs in a container: rtrace with the arguments, after another user's process has been started, whose PID
/// stands for `PID` in them.
pub const INSIDE: &str = r#"
mkfifo /tmp/in /tmp/out
$SCENE/denied user 1000 1000 -- $SCENE/denied idle </tmp/in >/tmp/out &
exec 9>/tmp/in
read pid </tmp/out
$SCENE/rtrace $(echo "$@" | sed "s/PID/$pid/") 9>&-
status=$?
exec 9>&-
wait
exit $status"#;

/// Docker's default capabilities, those that matter here.
const CAPABILITIES: [&str; 6] =
    ["CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_SETGID", "CAP_SETUID", "CAP_SETPCAP", "CAP_KILL"];

/// Bundles for an OCI runtime.
pub struct Bundles<'a> {
    pub scene: &'a Scene,
    pub runtime: &'static str,
    pub made: Cell<u32>,
}

/// What a container is made with.
#[derive(Clone, Copy)]
pub struct Made {
    pub profile: Option<Profile>,
    pub capable: bool,
    pub uid: u32,
    pub user_namespace: bool,
}

impl Bundles<'_> {
    /// The command that runs rtrace with `args` in a container.
    pub fn command(&self, made: Made, args: &str) -> String {
        let mut words = vec!["/bin/sh", "-c", INSIDE, "inside"];
        words.extend(args.split_whitespace());
        let (bundle, name) = self.bundle(made, &words);
        self.runtime(&format!("run -b {} {name}", bundle.display()))
    }

    /// A bundle of a container that runs `words`, and its name.
    pub fn bundle(&self, made: Made, words: &[&str]) -> (PathBuf, String) {
        let number = self.made.replace(self.made.get() + 1);
        let bundle = self.scene.path(&format!("bundle-{number}"));
        root(&bundle.join("rootfs"), self.scene);
        let scene = self.scene.path("");
        let mut capabilities = CAPABILITIES.to_vec();
        capabilities.extend(made.capable.then_some("CAP_SYS_PTRACE"));
        let given = if made.uid == 0 { capabilities.clone() } else { Vec::new() };
        let mut namespaces = vec![json!({"type": "pid"}), json!({"type": "ipc"}), json!({"type": "mount"})];
        let mut linux = json!({});
        if made.user_namespace {
            namespaces.push(json!({"type": "user"}));
            let map = json!([{"containerID": 0, "hostID": 100_000, "size": 65_536}]);
            linux["uidMappings"] = map.clone();
            linux["gidMappings"] = map;
        }
        linux["namespaces"] = json!(namespaces);
        if let Some(profile) = made.profile {
            linux["seccomp"] = oci(profile, made.capable);
        }
        let bind = |path: &str| json!({"destination": path, "type": "bind", "source": path, "options": ["rbind", "ro"]});
        let config = json!({
            "ociVersion": "1.0.2",
            "process": {
                "user": {"uid": made.uid, "gid": made.uid},
                "args": words,
                "env": ["PATH=/usr/bin:/bin", format!("SCENE={}", scene.display())],
                "cwd": "/",
                "capabilities": {"bounding": capabilities, "effective": given, "permitted": given},
            },
            "root": {"path": "rootfs", "readonly": true},
            "mounts": [
                {"destination": "/proc", "type": "proc", "source": "proc"},
                {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755"]},
                {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs", "options": ["mode=1777"]},
                bind("/usr"),
                bind("/etc"),
                {"destination": scene, "type": "bind", "source": scene, "options": ["rbind", "ro"]},
            ],
            "linux": linux,
        });
        fs::write(bundle.join("config.json"), config.to_string()).unwrap();
        (bundle, format!("rtrace-{}-{number}", std::process::id()))
    }

    /// A command of the runtime.
    pub fn runtime(&self, command: &str) -> String {
        let run = format!("{} --root {} {command}", self.runtime, self.scene.path("state").display());
        if self.runtime == "crun" {
            // crun can't tell a hybrid cgroup layout from a unified one.
            self.scene.script("plain", "umount /sys/fs/cgroup/unified 2>/dev/null; exec \"$@\"");
            format!("unshare -m {{plain}} {run}")
        } else {
            run
        }
    }
}

/// A root with nothing of its own: what is run there is the machine's.
fn root(at: &Path, scene: &Scene) {
    for directory in ["proc", "dev", "tmp", "usr", "etc"] {
        fs::create_dir_all(at.join(directory)).unwrap();
    }
    fs::set_permissions(at.join("tmp"), PermissionsExt::from_mode(0o1777)).unwrap();
    fs::create_dir_all(at.join(scene.path("").strip_prefix("/").unwrap())).unwrap();
    for name in ["bin", "sbin", "lib", "lib64"] {
        if fs::symlink_metadata(format!("/{name}")).is_ok_and(|found| found.is_symlink()) {
            symlink(format!("usr/{name}"), at.join(name)).unwrap();
        }
    }
}

fn oci(profile: Profile, capable: bool) -> Value {
    match profile {
        Profile::DeniesPtrace => json!({
            "defaultAction": "SCMP_ACT_ALLOW",
            "syscalls": [{"names": ["ptrace"], "action": "SCMP_ACT_ERRNO"}],
        }),
        Profile::Today => today(),
        _ => json!({
        "defaultAction": "SCMP_ACT_ERRNO",
            "syscalls": [{"names": allowed(profile, capable), "action": "SCMP_ACT_ALLOW"}],
        }),
    }
}

/// Docker's engine, for the time of a test.
pub struct Engine<'a> {
    scene: &'a Scene,
    daemon: Child,
    client: PathBuf,
}

impl<'a> Engine<'a> {
    pub fn start(scene: &'a Scene) -> Engine<'a> {
        let at = scene.path("engine");
        fs::create_dir(&at).unwrap();
        let mut daemon = Command::new("setpriv");
        // Its mounts are in a namespace of their own, and end with it.
        daemon.args(["--pdeathsig", "TERM", "--", "unshare", "-m", "--", "dockerd"]);
        daemon.args(["--iptables=false", "--ip6tables=false", "--ip-forward=false", "--bridge=none"]);
        daemon.args(["--storage-driver=overlay2", "--shutdown-timeout=1"]);
        for (option, name) in [("--data-root", "data"), ("--exec-root", "exec"), ("--pidfile", "pid")] {
            daemon.arg(option).arg(at.join(name));
        }
        daemon.arg("-H").arg(format!("unix://{}/socket", at.display()));
        let mut daemon = daemon.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut log = BufReader::new(daemon.stderr.take().unwrap());
        let mut said = String::new();
        loop {
            let mut line = String::new();
            assert_ne!(log.read_line(&mut line).unwrap(), 0, "dockerd does not start: {said}");
            if line.contains("API listen on") {
                break;
            }
            said.push_str(&line);
        }
        // Nobody reads on, but a log that can't be written would end the daemon.
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        // Debian's own client, should another one come first.
        let own = PathBuf::from("/usr/bin/docker");
        let client = if own.exists() { own } else { PathBuf::from("docker") };
        let engine = Engine { scene, daemon, client };
        let image = scene.path("image");
        root(&image, scene);
        let archive = scene.path("image.tar");
        assert!(
            Command::new("tar")
                .arg("-C")
                .arg(&image)
                .arg("-cf")
                .arg(&archive)
                .arg(".")
                .status()
                .unwrap()
                .success()
        );
        let import = scene.run(&format!("{} import {} box", engine.docker(), archive.display()));
        assert!(import.status.success(), "{}", crate::scene::text(&import.stderr));
        engine
    }

    pub fn docker(&self) -> String {
        format!("{} -H unix://{}/socket", self.client.display(), self.scene.path("engine").display())
    }

    /// The options of a container that has the machine's programs and the scene's.
    pub fn options(&self) -> String {
        let scene = self.scene.path("");
        let scene = scene.display();
        format!("--network none -e SCENE={scene} -v /usr:/usr:ro -v /etc:/etc:ro -v {scene}:{scene}:ro")
    }

    /// The command that runs rtrace with `args` in a container made with `options`.
    pub fn run(&self, options: &str, args: &str) -> String {
        let (docker, own) = (self.docker(), self.options());
        format!("{docker} run --rm {own} {options} box sh {} {args}", self.scene.path("inside").display())
    }
}

impl Drop for Engine<'_> {
    fn drop(&mut self) {
        let pid = nix::unistd::Pid::from_raw(self.daemon.id().cast_signed());
        nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGTERM).unwrap();
        self.daemon.wait().unwrap();
    }
}

/// The profile as Docker takes it, with the rule that the capability opens.
pub fn docker_profile(scene: &Scene, name: &str, profile: Profile) -> String {
    let mut file = oci(profile, false);
    if profile == Profile::Old
        && let Some(rules) = file["syscalls"].as_array_mut()
    {
        rules.push(
            json!({"names": GUARDED, "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["CAP_SYS_PTRACE"]}}),
        );
    }
    let path = scene.path(name);
    fs::write(&path, file.to_string()).unwrap();
    format!("--security-opt seccomp={}", path.display())
}
