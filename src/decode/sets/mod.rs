//! Named constants, one file for each area of the kernel's interface. Within a set the order is the one in which names
//! are printed.

pub mod amd;
pub mod audit;
pub mod binder;
pub mod bluetooth;
pub mod bpf;
pub mod btrfs;
pub mod bus;
pub mod classic_bpf;
pub mod common;
pub mod console;
pub mod crypto;
pub mod descriptor;
pub mod device;
pub mod diag;
pub mod drm;
pub mod extent;
pub mod fcntl;
pub mod file;
pub mod futex;
pub mod genetlink;
pub mod gpu;
pub mod input;
pub mod intel;
pub mod interface;
pub mod io;
pub mod ioctl;
pub mod iommu;
pub mod ipc;
pub mod kvm;
pub mod memory;
pub mod mount;
pub mod net;
pub mod netfilter;
pub mod netlink;
pub mod notify;
pub mod optical;
pub mod perf;
pub mod poll;
pub mod prctl;
pub mod process;
pub mod ptrace;
pub mod quota;
pub mod sched;
pub mod security;
pub mod sequencer;
pub mod shared;
pub mod siginfo;
pub mod signal;
pub mod sockaddr;
pub mod sockopt;
pub mod sound;
pub mod storage;
pub mod system;
pub mod terminal;
pub mod time;
pub mod usb;
pub mod video;
pub mod virt;
pub mod volume;
pub mod xfrm;

use super::set::Set;

/// The sets of every file, for tests that hold all of them to something.
pub static ALL: &[(&str, &[(&str, &Set)])] = &[
    ("amd", amd::ALL),
    ("audit", audit::ALL),
    ("binder", binder::ALL),
    ("bluetooth", bluetooth::ALL),
    ("bpf", bpf::ALL),
    ("btrfs", btrfs::ALL),
    ("bus", bus::ALL),
    ("classic_bpf", classic_bpf::ALL),
    ("common", common::ALL),
    ("console", console::ALL),
    ("crypto", crypto::ALL),
    ("descriptor", descriptor::ALL),
    ("device", device::ALL),
    ("diag", diag::ALL),
    ("drm", drm::ALL),
    ("extent", extent::ALL),
    ("fcntl", fcntl::ALL),
    ("file", file::ALL),
    ("futex", futex::ALL),
    ("genetlink", genetlink::ALL),
    ("gpu", gpu::ALL),
    ("input", input::ALL),
    ("intel", intel::ALL),
    ("interface", interface::ALL),
    ("io", io::ALL),
    ("iommu", iommu::ALL),
    ("ipc", ipc::ALL),
    ("kvm", kvm::ALL),
    ("memory", memory::ALL),
    ("mount", mount::ALL),
    ("net", net::ALL),
    ("netfilter", netfilter::ALL),
    ("netlink", netlink::ALL),
    ("notify", notify::ALL),
    ("optical", optical::ALL),
    ("perf", perf::ALL),
    ("poll", poll::ALL),
    ("prctl", prctl::ALL),
    ("options of prctl", super::prctl::ALL),
    ("process", process::ALL),
    ("ptrace", ptrace::ALL),
    ("quota", quota::ALL),
    ("sched", sched::ALL),
    ("security", security::ALL),
    ("sequencer", sequencer::ALL),
    ("shared", shared::ALL),
    ("siginfo", siginfo::ALL),
    ("signal", signal::ALL),
    ("sockaddr", sockaddr::ALL),
    ("sockopt", sockopt::ALL),
    ("sound", sound::ALL),
    ("storage", storage::ALL),
    ("system", system::ALL),
    ("terminal", terminal::ALL),
    ("time", time::ALL),
    ("usb", usb::ALL),
    ("video", video::ALL),
    ("virt", virt::ALL),
    ("volume", volume::ALL),
    ("xfrm", xfrm::ALL),
];
