//! What is said behind a result of what a call has led to, where that is asked for: why a virtual processor stopped
//! (`--kvm=vcpu`) and what it shares with its program (`--kvm=vcpu+`), and the namespaces that a task is in from now on
//! (`--namespace=new`).

use super::json_words::{JsonWords, key, string};
use super::words::{Line, Manner, Words};
use crate::decode::decoder::{Detail, Pool};
use crate::decode::driver::{Call, Context};
use crate::decode::sets::kvm::KVM_EXIT;
use crate::decode::vcpu;
use crate::event::{NAMESPACES, Outcome, Tracee};
use nix::unistd::Pid;

/// What is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct After {
    /// Why virtual processors stopped.
    pub vcpu: bool,
    /// What they shared with their program before they ran, and after it.
    pub run: bool,
    /// New namespaces.
    pub namespaces: bool,
}

/// The request that runs a virtual processor: `_IO(0xae, 0x80)`.
const KVM_RUN: u64 = 0xae80;

/// Where `struct kvm_run` has the reason.
const EXIT_REASON: u64 = 8;

/// How the link of a virtual processor's descriptor begins; its number follows.
const VCPU: &[u8] = b"anon_inode:kvm-vcpu:";

/// Before or after a virtual processor runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum When {
    Before,
    After,
}

/// The namespaces that flags ask for (`CLONE_NEW*`), by their names in /proc/PID/ns; and what a task has of them for its
/// children alone.
const FLAGS: [(u64, &str, &str); 8] = [
    (0x0200_0000, "cgroup", "cgroup"),
    (0x0800_0000, "ipc", "ipc"),
    (0x0002_0000, "mnt", "mnt"),
    (0x4000_0000, "net", "net"),
    (0x2000_0000, "pid", "pid_for_children"),
    (0x0000_0080, "time", "time_for_children"),
    (0x1000_0000, "user", "user"),
    (0x0400_0000, "uts", "uts"),
];

impl After {
    /// Behind the result, in brackets.
    pub fn text(self, call: &Call, outcome: Outcome, tracee: &dyn Tracee, out: &mut Vec<u8>) {
        let parts = self.vcpu(call, outcome, tracee).map(|name| vec![name.as_bytes().to_vec()]);
        for part in [parts, self.namespaces(call, outcome, tracee)].into_iter().flatten() {
            out.extend(b" (");
            out.extend(part.join(&b", "[..]));
            out.push(b')');
        }
    }

    /// As further fields of the call's object.
    pub fn json(self, call: &Call, outcome: Outcome, tracee: &dyn Tracee, out: &mut Vec<u8>) {
        if let Some(name) = self.vcpu(call, outcome, tracee) {
            key("exit_reason", out);
            string(name, out);
        }
        if let Some(namespaces) = self.namespaces(call, outcome, tracee) {
            key("namespaces", out);
            out.push(b'[');
            for (i, namespace) in namespaces.iter().enumerate() {
                out.extend(if i > 0 { &b","[..] } else { b"" });
                string(&String::from_utf8_lossy(namespace), out);
            }
            out.push(b']');
        }
    }

    /// A line with what a virtual processor that the call runs shares with its program.
    pub fn shared(
        self,
        call: &Call,
        when: When,
        (manner, detail, tracee): (&Manner, Detail, &dyn Tracee),
        line: &mut Line,
        pool: &mut Pool,
    ) {
        let Some((number, place)) = self.run.then(|| processor(call, tracee)).flatten() else { return };
        line.text.extend(b" VCPU:");
        line.text.extend(number);
        line.text.extend(if when == When::Before { b"< " } else { b"> " });
        let sink = &mut Words::new(line, 0, manner, tracee);
        vcpu::say(place, call.entry.abi, &mut Context { memory: tracee, detail, sink, pool });
        line.text.push(b'\n');
    }

    /// The same as a field of the call's object.
    pub fn shared_json(
        self,
        call: &Call,
        when: When,
        (manner, detail, tracee): (&Manner, Detail, &dyn Tracee),
        out: &mut Vec<u8>,
        pool: &mut Pool,
    ) {
        let Some((_, place)) = self.run.then(|| processor(call, tracee)).flatten() else { return };
        out.extend(if when == When::Before { &b",\"run_before\":"[..] } else { b",\"run_after\":" });
        let sink = &mut JsonWords::new(out, 0, tracee, manner);
        vcpu::say(place, call.entry.abi, &mut Context { memory: tracee, detail, sink, pool });
    }

    fn vcpu(self, call: &Call, outcome: Outcome, tracee: &dyn Tracee) -> Option<&'static str> {
        if !self.vcpu || !matches!(outcome, Outcome::Returned(_)) {
            return None;
        }
        let (_, place) = processor(call, tracee)?;
        let mut reason = [0; 4];
        tracee.read_exact(place + EXIT_REASON, &mut reason).then_some(())?;
        Some(KVM_EXIT.name(u32::from_ne_bytes(reason).into()).unwrap_or("KVM_EXIT_???"))
    }

    fn namespaces(self, call: &Call, outcome: Outcome, tracee: &dyn Tracee) -> Option<Vec<Vec<u8>>> {
        let Outcome::Returned(result) = outcome else { return None };
        if !self.namespaces {
            return None;
        }
        let (task, flags, child) = match call.row.name {
            "unshare" => (tracee.pid(), call.args[0], false),
            "setns" => (tracee.pid(), joined(call, tracee), false),
            "clone" => (tracee.outer(result as i32)?, flags_of_clone(call), true),
            "clone3" => {
                let mut flags = [0; 8];
                tracee.read_exact(call.args[0], &mut flags).then_some(())?;
                (tracee.outer(result as i32)?, u64::from_ne_bytes(flags), true)
            }
            _ => return None,
        };
        let found: Vec<Vec<u8>> = FLAGS
            .iter()
            .filter(|(flag, ..)| flags & flag != 0)
            .filter_map(|(_, own, children)| linked(tracee, task, if child { own } else { children }))
            .collect();
        (!found.is_empty()).then_some(found)
    }
}

/// The number of the virtual processor that a call runs, and where the memory is that its descriptor is mapped to.
fn processor(call: &Call, tracee: &dyn Tracee) -> Option<(Vec<u8>, u64)> {
    if call.row.name != "ioctl" || call.args[1] != KVM_RUN {
        return None;
    }
    let mut link = Vec::new();
    tracee.descriptor(call.args[0] as i32, &mut link).then_some(())?;
    let number = link.strip_prefix(VCPU)?.to_vec();
    Some((number, tracee.mapped(&link)?))
}

/// The namespaces that setns(2) was asked for: by a mask, or by the descriptor of one.
fn joined(call: &Call, tracee: &dyn Tracee) -> u64 {
    let mut link = Vec::new();
    if call.args[1] != 0 || !tracee.descriptor(call.args[0] as i32, &mut link) {
        return call.args[1];
    }
    let kind = link.split(|byte| *byte == b':').next().unwrap_or_default();
    FLAGS.iter().find(|(_, name, _)| name.as_bytes() == kind).map_or(0, |(flag, ..)| *flag)
}

/// The low byte of clone's flags is a signal, and CLONE_NEWTIME is a bit of it, which clone doesn't take.
fn flags_of_clone(call: &Call) -> u64 {
    let flags = call.row.args.iter().position(|arg| arg.name == "flags").map_or(0, |i| call.args[i]);
    flags & !0xff
}

fn linked(tracee: &dyn Tracee, task: Pid, name: &str) -> Option<Vec<u8>> {
    let known = NAMESPACES.iter().find(|known| **known == name)?;
    let mut link = Vec::new();
    tracee.namespace(task, known, &mut link).then_some(link)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arch::{Abi, numbers};
    use crate::event::Entry;
    use crate::memory::{Memory, Recorded};

    /// A tracee with a virtual processor behind descriptor 5, and namespaces.
    struct Machine(Recorded);

    impl Memory for Machine {
        fn read(&self, addr: u64, buf: &mut [u8]) -> usize {
            self.0.read(addr, buf)
        }
    }

    impl Tracee for Machine {
        fn pid(&self) -> Pid {
            Pid::from_raw(7)
        }

        fn descriptor(&self, fd: i32, into: &mut Vec<u8>) -> bool {
            into.extend(if fd == 5 { &b"anon_inode:kvm-vcpu:0"[..] } else { b"uts:[1]" });
            true
        }

        fn directory(&self, _: &mut Vec<u8>) -> bool {
            false
        }

        fn outer(&self, id: i32) -> Option<Pid> {
            Some(Pid::from_raw(id + 100))
        }

        fn comm(&self, _: Pid, _: &mut Vec<u8>) -> bool {
            false
        }

        fn namespace(&self, task: Pid, name: &str, into: &mut Vec<u8>) -> bool {
            into.extend(format!("{name}:[{task}]").as_bytes());
            true
        }

        fn mapped(&self, name: &[u8]) -> Option<u64> {
            (name == b"anon_inode:kvm-vcpu:0").then_some(0x2000)
        }
    }

    fn after(name: &str, args: [u64; 6], outcome: Outcome) -> (String, String) {
        let abi = Abi::X86_64;
        let tracee = Machine(Recorded::new().with(0x2008, 5u32.to_ne_bytes()));
        let number = numbers::number(abi, name).unwrap().into();
        let call = Call::new(&Entry { abi, number, args, ip: 0, sp: 0 }, &tracee);
        let (mut text, mut json) = (Vec::new(), b"{".to_vec());
        let all = After { vcpu: true, run: true, namespaces: true };
        all.text(&call, outcome, &tracee, &mut text);
        all.json(&call, outcome, &tracee, &mut json);
        (String::from_utf8(text).unwrap(), String::from_utf8(json).unwrap())
    }

    #[test]
    fn why_a_virtual_processor_stopped_is_read_from_where_it_is_mapped() {
        let run = |fd, request, outcome| after("ioctl", [fd, request, 0, 0, 0, 0], outcome);
        let (text, json) = run(5, KVM_RUN, Outcome::Returned(0));
        assert_eq!((text.as_str(), json.as_str()), (" (KVM_EXIT_HLT)", "{\"exit_reason\":\"KVM_EXIT_HLT\""));
        assert_eq!(run(5, KVM_RUN, Outcome::Failed(4)).0, "", "it didn't run");
        assert_eq!(run(6, KVM_RUN, Outcome::Returned(0)).0, "", "another descriptor");
        assert_eq!(run(5, 0xae81, Outcome::Returned(0)).0, "", "another request");
    }

    /// What is said of `struct kvm_run` with these bytes at these places, in text and in JSON.
    fn shared(parts: &[(usize, &[u8])]) -> (String, String) {
        let mut run = vec![0; 8192];
        for (at, bytes) in parts {
            run[*at..*at + bytes.len()].copy_from_slice(bytes);
        }
        let tracee = Machine(Recorded::new().with(0x2000, run));
        let abi = Abi::X86_64;
        let number = numbers::number(abi, "ioctl").unwrap().into();
        let call = Call::new(&Entry { abi, number, args: [5, KVM_RUN, 0, 0, 0, 0], ip: 0, sp: 0 }, &tracee);
        let all = After { run: true, ..After::default() };
        let (manner, mut line, mut json) = (Manner::default(), Line::default(), b"{".to_vec());
        let by = (&manner, Detail::default(), &tracee as &dyn Tracee);
        all.shared(&call, When::Before, by, &mut line, &mut Pool::default());
        all.shared_json(&call, When::After, by, &mut json, &mut Pool::default());
        (String::from_utf8(line.text).unwrap(), String::from_utf8(json).unwrap())
    }

    #[test]
    fn what_a_virtual_processor_shares_is_said_with_what_its_reason_to_stop_has() {
        let (text, json) = shared(&[(24, &[0, 9, 0xe0, 0xfe])]);
        let begins = " VCPU:0< {request_interrupt_window=0, immediate_exit=0, exit_reason=";
        let registers = "ready_for_interrupt_injection=0, if_flag=0, flags=0, cr8=0000000000000000";
        let base = "apic_base=0x000000fee00900";
        assert_eq!(text, format!("{begins}0 /* KVM_EXIT_UNKNOWN */, {registers}, {base}}}\n"));
        assert!(json.starts_with("{,\"run_after\":{\"request_interrupt_window\":0,"), "{json}");

        let base = "apic_base=0000000000000000";
        let port = [1, 2, 0xf8, 3, 2, 0, 0, 0, 0, 0x10];
        let (text, json) = shared(&[(8, &[2]), (32, &port), (4096, b"A\0B\xff")]);
        let io = "{io={direction=KVM_EXIT_IO_OUT, size=2, port=0x3f8, count=2, \
                  data_offset=0x00000000001000, data=[0x41, 0, 0x42, 0xff]}}";
        assert_eq!(text, format!("{begins}2 /* KVM_EXIT_IO */, {registers}, {base}, {io}}}\n"));
        assert!(json.contains("\"exit\":{\"io\":{\"direction\":"), "{json}");

        let (text, _) =
            shared(&[(8, &[6]), (32, &[0, 0x80, 0, 0, 0, 0, 0, 0, 0x61]), (48, &[1]), (52, &[1])]);
        let mmio = "{mmio={phys_addr=0x00000000008000, data=[0x61, 0, 0, 0, 0, 0, 0, 0], len=1, is_write=1}}";
        assert_eq!(text, format!("{begins}6 /* KVM_EXIT_MMIO */, {registers}, {base}, {mmio}}}\n"));

        let (text, _) = shared(&[(8, &[24]), (32, &[3, 0, 0, 0, 1, 0, 0, 0, 7])]);
        assert!(
            text.ends_with("{system_event={type=KVM_SYSTEM_EVENT_CRASH, ndata=1, data=[0x7]}}}\n"),
            "{text}"
        );
        let (text, _) = shared(&[(8, &[99])]);
        assert!(
            text.contains("exit_reason=99 /* KVM_EXIT_??? */, ") && text.ends_with(&format!("{base}}}\n"))
        );
    }

    #[test]
    fn namespaces_are_those_of_the_task_that_a_call_leads_into_them() {
        let flags = 0x0400_0000 | 0x2000_0000;
        assert_eq!(
            after("unshare", [flags, 0, 0, 0, 0, 0], Outcome::Returned(0)).0,
            " (pid_for_children:[7], uts:[7])"
        );
        assert_eq!(
            after("clone", [flags | 17, 0, 0, 0, 0, 0], Outcome::Returned(9)).0,
            " (pid:[109], uts:[109])"
        );
        assert_eq!(
            after("setns", [3, 0, 0, 0, 0, 0], Outcome::Returned(0)).0,
            " (uts:[7])",
            "by its descriptor"
        );
        assert_eq!(after("unshare", [flags, 0, 0, 0, 0, 0], Outcome::Failed(1)).0, "");
        assert_eq!(after("clone", [17, 0, 0, 0, 0, 0], Outcome::Returned(9)).0, "", "none is new");
    }
}
