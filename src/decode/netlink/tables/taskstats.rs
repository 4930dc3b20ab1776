//! Statistics of tasks (linux/taskstats.h, linux/cgroupstats.h).

use super::*;

named_sets! {
    one COMMANDS "TASKSTATS_CMD_???" {
        TASKSTATS_CMD_GET = 1, TASKSTATS_CMD_NEW = 2, CGROUPSTATS_CMD_GET = 4, CGROUPSTATS_CMD_NEW = 5,
    }
}

named_structs! {
    STATISTICS "taskstats" {
        version: U16,
        ac_exitcode: Uint,
        ac_flag: As(Repr::U8, &Hex),
        ac_nice: U8,
        cpu_count: U64,
        cpu_delay_total: U64,
        blkio_count: U64,
        blkio_delay_total: U64,
        swapin_count: U64,
        swapin_delay_total: U64,
        cpu_run_real_total: U64,
        cpu_run_virtual_total: U64,
        ac_comm: Chars(32),
        ac_sched: U8,
        __ac_pad: Hidden(&Raw(3)),
        __ac_align: Items(&U64, 0),
        ac_uid: Uid,
        ac_gid: Gid,
        ac_pid: Uint,
        ac_ppid: Uint,
        ac_btime: Uint,
        ac_etime: U64,
        ac_utime: U64,
        ac_stime: U64,
        ac_minflt: U64,
        ac_majflt: U64,
        coremem: U64,
        virtmem: U64,
        hiwater_rss: U64,
        hiwater_vm: U64,
        read_char: U64,
        write_char: U64,
        read_syscalls: U64,
        write_syscalls: U64,
        read_bytes: U64,
        write_bytes: U64,
        cancelled_write_bytes: U64,
        nvcsw: U64,
        nivcsw: U64,
        ac_utimescaled: U64,
        ac_stimescaled: U64,
        cpu_scaled_run_real_total: U64,
        freepages_count: U64,
        freepages_delay_total: U64,
        thrashing_count: U64,
        thrashing_delay_total: U64,
        ac_btime64: U64,
        compact_count: U64,
        compact_delay_total: U64,
        ac_tgid: Uint,
        ac_tgetime: U64,
        ac_exe_dev: U64,
        ac_exe_inode: U64,
        wpcopy_count: U64,
        wpcopy_delay_total: U64,
        irq_count: U64,
        irq_delay_total: U64,
    }
    GROUP_STATISTICS "cgroupstats" {
        nr_sleeping: U64,
        nr_running: U64,
        nr_stopped: U64,
        nr_uninterruptible: U64,
        nr_io_wait: U64,
    }
}

attributes! {
    TASK "TASKSTATS_TYPE_???" {
        TASKSTATS_TYPE_UNSPEC = 0,
        TASKSTATS_TYPE_PID = 1: WORD,
        TASKSTATS_TYPE_TGID = 2: WORD,
        TASKSTATS_TYPE_STATS = 3: Value::Grown(&STATISTICS, 328),
        TASKSTATS_TYPE_AGGR_PID = 4: Nested(&TASK),
        TASKSTATS_TYPE_AGGR_TGID = 5: Nested(&TASK),
        TASKSTATS_TYPE_NULL = 6,
    }
    REQUEST "TASKSTATS_CMD_ATTR_???" {
        TASKSTATS_CMD_ATTR_UNSPEC = 0,
        TASKSTATS_CMD_ATTR_PID = 1: WORD,
        TASKSTATS_CMD_ATTR_TGID = 2: WORD,
        TASKSTATS_CMD_ATTR_REGISTER_CPUMASK = 3: TEXT,
        TASKSTATS_CMD_ATTR_DEREGISTER_CPUMASK = 4: TEXT,
    }
    GROUP "CGROUPSTATS_TYPE_???" {
        CGROUPSTATS_TYPE_UNSPEC = 0,
        CGROUPSTATS_TYPE_CGROUP_STATS = 1: One(&Struct(&GROUP_STATISTICS)),
    }
    GROUP_REQUEST "CGROUPSTATS_CMD_ATTR_???" {
        CGROUPSTATS_CMD_ATTR_UNSPEC = 0,
        CGROUPSTATS_CMD_ATTR_FD = 1: DESCRIPTOR,
    }
}

/// The family `TASKSTATS`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "TASKSTATS",
    requests: Commands { names: &COMMANDS, attributes: &[(1, &REQUEST), (4, &GROUP_REQUEST)] },
    answers: Commands { names: &COMMANDS, attributes: &[(4, &GROUP_REQUEST), (5, &GROUP)] },
    head: None,
    attributes: &TASK,
};
