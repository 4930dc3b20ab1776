//! The capabilities, by the numbers of linux/capability.h.

/// Their names without `CAP_`, by number.
const NAMES: [&str; 41] = [
    "CHOWN",
    "DAC_OVERRIDE",
    "DAC_READ_SEARCH",
    "FOWNER",
    "FSETID",
    "KILL",
    "SETGID",
    "SETUID",
    "SETPCAP",
    "LINUX_IMMUTABLE",
    "NET_BIND_SERVICE",
    "NET_BROADCAST",
    "NET_ADMIN",
    "NET_RAW",
    "IPC_LOCK",
    "IPC_OWNER",
    "SYS_MODULE",
    "SYS_RAWIO",
    "SYS_CHROOT",
    "SYS_PTRACE",
    "SYS_PACCT",
    "SYS_ADMIN",
    "SYS_BOOT",
    "SYS_NICE",
    "SYS_RESOURCE",
    "SYS_TIME",
    "SYS_TTY_CONFIG",
    "MKNOD",
    "LEASE",
    "AUDIT_WRITE",
    "AUDIT_CONTROL",
    "SETFCAP",
    "MAC_OVERRIDE",
    "MAC_ADMIN",
    "SYSLOG",
    "WAKE_ALARM",
    "BLOCK_SUSPEND",
    "AUDIT_READ",
    "PERFMON",
    "BPF",
    "CHECKPOINT_RESTORE",
];

/// The name without `CAP_`, as Docker's options have it; its number as text is nobody's name.
pub fn short(capability: u8) -> &'static str {
    NAMES.get(usize::from(capability)).copied().unwrap_or("?")
}

/// `CAP_SYS_ADMIN`.
pub fn name(capability: u8) -> String {
    format!("CAP_{}", short(capability))
}

/// The numbers, by name.
#[allow(missing_docs)]
pub mod number {
    pub const CHOWN: u8 = 0;
    pub const DAC_OVERRIDE: u8 = 1;
    pub const DAC_READ_SEARCH: u8 = 2;
    pub const FOWNER: u8 = 3;
    pub const KILL: u8 = 5;
    pub const SETGID: u8 = 6;
    pub const SETUID: u8 = 7;
    pub const SETPCAP: u8 = 8;
    pub const LINUX_IMMUTABLE: u8 = 9;
    pub const NET_BIND_SERVICE: u8 = 10;
    pub const NET_ADMIN: u8 = 12;
    pub const NET_RAW: u8 = 13;
    pub const IPC_LOCK: u8 = 14;
    pub const IPC_OWNER: u8 = 15;
    pub const SYS_MODULE: u8 = 16;
    pub const SYS_RAWIO: u8 = 17;
    pub const SYS_CHROOT: u8 = 18;
    pub const SYS_PTRACE: u8 = 19;
    pub const SYS_PACCT: u8 = 20;
    pub const SYS_ADMIN: u8 = 21;
    pub const SYS_BOOT: u8 = 22;
    pub const SYS_NICE: u8 = 23;
    pub const SYS_RESOURCE: u8 = 24;
    pub const SYS_TIME: u8 = 25;
    pub const SYS_TTY_CONFIG: u8 = 26;
    pub const MKNOD: u8 = 27;
    pub const LEASE: u8 = 28;
    pub const SETFCAP: u8 = 31;
    pub const AUDIT_READ: u8 = 37;
    pub const SYSLOG: u8 = 34;
    pub const WAKE_ALARM: u8 = 35;
    pub const PERFMON: u8 = 38;
    pub const BPF: u8 = 39;
    pub const CHECKPOINT_RESTORE: u8 = 40;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_those_of_the_header() {
        for known in caps::all() {
            assert_eq!(name(known.index()), known.to_string());
        }
        assert_eq!(short(number::CHECKPOINT_RESTORE), "CHECKPOINT_RESTORE");
        assert_eq!(short(200), "?");
    }
}
