//! Each of strace's options under rtrace and under Debian's strace: what both write, and how both end, is equal.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::io::{BufReader, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const RTRACE: &str = env!("CARGO_BIN_EXE_rtrace");

/// Options and a command, as one would type them, without a shell's quotes: words are separated by a bar.
///
/// The calls are those whose text is the same in every run: without ids, times and addresses of the stack.
const SAME: &[&str] = &[
    "-e|trace=openat,read,close|cat|/etc/hostname",
    "-e|t=openat|cat|/etc/hostname",
    "-e|openat|cat|/etc/hostname",
    "-e|trace=/^open|cat|/etc/hostname",
    "-e|trace=?nosuch,close|cat|/etc/hostname",
    "-e|trace=read@64,write@32|cat|/etc/hostname",
    "-e|trace=read,,close|cat|/etc/hostname",
    "-e|trace=close|--trace=openat|true",
    "--trace=openat|-e|close|true",
    "-z|-e|trace=openat,access|cat|/nonexistent",
    "-Z|-e|trace=openat,access|cat|/nonexistent",
    "-z|-Z|-e|trace=openat,access|cat|/nonexistent",
    "--successful-only|-e|trace=openat,access|cat|/nonexistent",
    "--failed-only|-e|trace=openat,access|cat|/nonexistent",
    "-e|status=unfinished|-e|trace=openat,exit_group|true",
    "-e|status=!failed|-e|trace=openat,exit_group|cat|/nonexistent",
    "--status=failed,unfinished|-e|trace=openat,exit_group|cat|/nonexistent",
    "-e|raw=all|-e|trace=openat,read,close,write|cat|/etc/hostname",
    "--raw=read|-e|trace=openat,read,close,write|cat|/etc/hostname",
    "-e|read=3|-e|write=all|-e|trace=openat,read,write|cat|/etc/passwd",
    "-e|write=!2|-e|trace=write|sh|-c|echo abc; echo def >&2",
    "-e|write=all|-e|trace=write|-e|inject=write:error=EIO|echo|abc",
    "--read=3|--write=none|-e|trace=read,write|cat|/etc/hostname",
    "-e|signal=!TERM|-e|trace=none|sh|-c|kill -TERM $$",
    "--signal=none|-e|trace=none|sh|-c|kill -TERM $$",
    "-q|-e|trace=none|true",
    "-qq|-e|trace=none|true",
    "-qqq|-e|trace=none|true",
    "-e|quiet=exit|-e|trace=none|true",
    "--quiet|-e|trace=none|true",
    "--quiet=all|-e|trace=none|true",
    "--silent=exits|-e|trace=none|true",
    "-P|/etc/hostname|-e|trace=openat,read,close|cat|/etc/hostname|/etc/passwd",
    "--trace-path=/etc/hostname|-P|/etc/passwd|-e|trace=openat,read,close|cat|/etc/hostname|/etc/passwd",
    "-X|raw|-e|trace=openat|cat|/etc/hostname",
    "-X|verbose|-e|trace=openat|cat|/etc/hostname",
    "--const-print-style=abbrev|-e|trace=openat|cat|/etc/hostname",
    "-a|60|-e|trace=close|true",
    "-a|0|-e|trace=close|true",
    "--columns=13|-e|trace=close|true",
    "-s|5|-e|trace=read,write|cat|/etc/hostname",
    "--string-limit=0|-e|trace=read,write|cat|/etc/hostname",
    "-x|-e|trace=read|true",
    "-xx|-e|trace=read,openat|true",
    "--strings-in-hex|-e|trace=read,openat|true",
    "--strings-in-hex=non-ascii-chars|-e|trace=read,openat|true",
    "--strings-in-hex=non-ascii|-e|trace=read,openat|true",
    "--strings-in-hex=none|-e|trace=read,openat|true",
    "-n|-e|trace=close,exit_group|true",
    "--syscall-number|-e|trace=close,exit_group|true",
    "-i|-e|trace=close,read|true",
    "--instruction-pointer|-e|trace=close,read|true",
    "-y|-e|trace=close,read,openat|true",
    "--decode-fds=path|-e|trace=close,read,openat|true",
    "-e|decode-fds=none|-e|trace=close,read,openat|true",
    "-e|verbose=!newfstatat|-e|trace=newfstatat,openat|true",
    "-b|execve|-e|trace=none|sh|-c|exec true",
    "--detach-on=execve|-e|trace=none|sh|-c|exec true",
    "-E|FOO=bar|-e|trace=write|sh|-c|echo $FOO",
    "--env=FOO=bar|-E|FOO|-e|trace=write|sh|-c|echo $FOO.",
    "-I|1|-e|trace=none|true",
    "--interruptible=never_tstp|-e|trace=none|true",
    "-e|trace=close|-e|signal=all|-e|q=all|true",
    "-c|-e|trace=none|true",
    "-c|-e|trace=close,openat,access|-S|name|-U|name,calls,errors|true",
    "--summary-only|-e|trace=close,openat,access|-S|calls|-U|calls,errors|true",
    "-c|-e|trace=close,openat,access|--summary-sort-by=errors|--summary-columns=errors,count,syscall|true",
    "-c|-e|trace=close,openat,access|-S|nothing|-U|error,calls,name|true",
    "-c|-O|1s|-e|trace=close,access|true",
    "-c|--summary-syscall-overhead=1000ms|-S|none|-e|trace=close,access|true",
    "-c|-z|-e|trace=close,access|-U|calls,errors|-S|none|true",
    "-C|-Z|-e|trace=close,access|-U|calls,errors,name|-S|none|true",
    "--summary|-w|-e|trace=close,access|-U|calls,errors,name|-S|none|true",
    "-c|-f|-U|calls,errors|-S|none|-e|trace=execve,openat|sh|-c|/bin/true; /bin/true",
    "-c|-U|name,avg-time|-O|1s|-S|name|-e|trace=sched_get_priority_max|chrt|-m",
    "-c|-O|1s|-S|name|-e|trace=sched_get_priority_max,sched_get_priority_min|chrt|-m",
    "-e|trace=getppid,getuid,getegid|-e|inject=getppid,getegid:error=EPERM|sh|-c|:",
    "-e|trace=getppid,getuid,getegid|-e|inject=getppid,getegid:error=5|sh|-c|:",
    "-e|trace=getppid,getuid,getegid|-e|inject=getppid,getegid:retval=42|sh|-c|:",
    "-e|trace=getuid,getegid|-e|inject=getegid:retval=0x10:when=1|sh|-c|:",
    "-e|trace=getuid,getppid|-e|inject=getppid:syscall=getuid:retval=7|sh|-c|:",
    "-e|trace=getegid|-e|inject=getegid:delay_enter=1000|sh|-c|:",
    "-e|trace=getegid|-e|inject=getegid:delay_exit=1ms:error=EPERM|sh|-c|:",
    "-e|trace=write|-e|fault=write:error=ENOSPC:when=2..3|sh|-c|echo a; echo b; echo c; echo d",
    "-e|trace=write|-e|fault=write:when=1+2|sh|-c|echo a; echo b; echo c; echo d",
    "-e|trace=write|-e|fault=write:when=2+|sh|-c|echo a; echo b; echo c; echo d",
    "-e|trace=write|-e|inject=write:error=EIO:delay_exit=1000:when=1|sh|-c|echo a; echo b",
    "-e|trace=write|-e|inject=write:retval=2|sh|-c|echo a; echo b",
    "-e|trace=write|-e|inject=write:retval=2|-e|inject=write:error=EIO:when=2|sh|-c|echo a; echo b; echo c",
    "-e|trace=write|-e|inject=write:poke_enter=@arg2=5859|sh|-c|echo a; echo b",
    "-e|trace=read|-e|inject=read:poke_exit=@arg2=5859:when=2|cat|/etc/hostname",
    "-e|trace=write|-e|inject=write:signal=TERM:when=2|-e|signal=none|sh|-c|echo a; echo b; echo c",
    "-e|trace=write|-e|inject=write:error=EINTR:when=1|-e|raw=write|sh|-c|echo a; echo b",
    "-P|/etc/hostname|-e|trace=openat|-e|inject=openat:error=EACCES|cat|/etc/hostname",
    "-e|trace=write|-e|fault=%desc:error=EBADF:when=500|sh|-c|echo a",
    "--inject=write:error=ENOSPC|--trace=write|echo|a",
    "--fault=write|--trace=write|echo|a",
    "-e|trace=write|-e|inject=write:poke_enter=@arg2=5859:error=EIO:delay_exit=10:when=1|sh|-c|echo a",
    "-e|trace=exit_group|-e|fault=exit_group:error=EPERM:when=1|sh|-c|:",
    "-e|trace=close|-e|inject=write:error=EIO|sh|-c|echo a",
    "-e|trace=getuid|-e|inject=getuid:retval=-5|sh|-c|:",
    "-e|trace=getuid|-e|inject=getuid:retval=4294967295|sh|-c|:",
    "-e|trace=getuid|-e|inject=getuid:retval=0xffffffffffffffff|sh|-c|:",
    "-e|trace=getuid|-e|inject=getuid:retval=010|sh|-c|:",
    "-e|trace=getuid|-e|inject=getuid::error=eperm:when=+1..+3:|sh|-c|:",
    "-e|trace=write|-e|inject=write:poke_enter=@arg2=58,:when=1|sh|-c|echo a; echo b",
    "-e|trace=getuid|-e|inject=getuid:delay_enter=1e1us|sh|-c|:",
    "-e|trace=getuid|-e|fault=getuid:syscall=getpid|sh|-c|:",
    "-n|-e|trace=write|-e|signal=none|sh|-c|echo a",
    "-e|trace=!!close|true",
    "-P|/etc/../etc/hostname|-P|/etc/host.conf|-e|trace=openat,read,close|cat|/etc/hostname",
    "-e|quiet=path-resolution|-P|/etc/../etc/hostname|-e|trace=openat,read,close|cat|/etc/hostname",
    "-s|3|-s|5|-a|20|-a|30|-n|-n|-e|trace=read|true",
    "--quie|--trace=close|--string-=3|--no-ab|true",
    "-c|-i|-r|-t|-T|-y|-n|-e|trace=none|true",
    "-S|name|-e|trace=none|true",
    "-a|1|-e|trace=openat,close,read|true",
    "-a|200|-e|trace=close|true",
    "-X|raw|-e|trace=openat,mmap,exit_group|true",
    "-X|verbose|-e|trace=openat,mmap,rt_sigaction|sh|-c|trap : INT",
    "-v|-e|trace=execve|env|-i|/bin/true",
    "-vv|-s|3|-e|trace=execve|env|-i|A=1|/bin/true",
    "-s|1|-x|-e|trace=read|cat|/etc/hostname",
    "-P|/etc|-e|trace=%file|ls|/etc/hostname",
    "-P|/dev/null|sh|-c|echo a >/dev/null",
    "-P|/etc/hostname|-P|/etc/passwd|-e|trace=openat,read,close|-y|cat|/etc/hostname",
    "-e|read=3|-e|trace=read|cat|/etc/hostname",
    "-e|write=1|-e|trace=none|sh|-c|echo abcdefghijklmnopqrstuvwxyz",
    "-e|write=1|-s|3|-x|-e|trace=write|sh|-c|printf '\\001\\002\\377abc'",
    "-e|status=unfinished|-e|signal=none|-e|trace=exit_group,wait4|sh|-c|/bin/true; :",
    "-C|-S|name|-e|trace=close|-U|calls,name|-q|sh|-c|:",
    "-c|-f|-S|name|-e|trace=close,openat,execve|-U|calls,errors,name|sh|-c|/bin/true; :",
    "-E|FOO=1|-E|FOO=2|-v|-e|trace=execve|env|-i|/bin/true",
    "-E|HOME|-e|trace=none|sh|-c|echo [$HOME]",
    "-e|trace=exit_group|true",
    // What strace refuses.
    "-f|--follow-forks|true",
    "-ff|--output-separately|true",
    "-D|--daemonize|true",
    "-DDDD|true",
    "-x|--strings-in-hex|true",
    "-y|--decode-fds|true",
    "-U|name|true",
    "-ff|-o|!cat|true",
    "-o|/nonexistent/x|true",
    "-p|1,,2x|true",
    "-K|true",
    "--columns",
    "-e",
    "-e|inject=write:when=1..|true",
    "-e|inject=write:error=EIO:when=3..2|true",
    "-e|inject=write:error=EIO:when=1+0|true",
    "-e|inject=write:error=EIO:when=65536|true",
    "-e|inject=write:error=EIO:when=1..65535|true",
    "-e|inject=write:error=0|true",
    "-e|inject=write:error=4096|true",
    "-e|inject=write:delay_enter=x|true",
    "-e|inject=write:poke_enter=@arg2=4|true",
    "-e|inject=write:poke_enter=@arg9=41|true",
    "-e|inject=write:poke_enter=arg1=41|true",
    "-e|inject=write:poke_enter=@arg1=41,@arg1=42|true",
    "-e|inject=write:syscall=write|true",
    "-e|inject=write:syscall=getpid|true",
    "-e|inject=write:signal=65|true",
    "-e|inject=write:|true",
    "-e|inject=|true",
    "-e|inject=foo:error=1|true",
    "-e|fault=write:delay_exit=1|true",
    "-e|fault=foo|true",
    "-e|fault=write:error=EIO:error=EIO|true",
    "-e|inject=write:signal=FOO|true",
    "-e|inject=write:delay_enter=1:delay_enter=1|true",
    "-c|-U|calls,foo|true",
    "-c|-U|time,calls,count|true",
    "-c|-S|time,calls|true",
    "-c|-O|5x|true",
    "-c|-C|true",
    "-c|-ff|true",
    "-w|true",
    "-e|trace=all,none|true",
    "-e|trace=foo|true",
    "-e|trace=%foo|true",
    "-e|trace=|true",
    "-e|trace=!|true",
    "-e|trace=99999|true",
    "-e|foo=bar|true",
    "-e|abbrev=foo|true",
    "-e|status=foo|true",
    "-e|status=|true",
    "-e|signal=foo|true",
    "-e|signal=255|-e|trace=none|true",
    "-e|signal=256|true",
    "-e|signal=+1|true",
    "-e|signal=RTMIN|-e|trace=none|true",
    "-e|signal=rt_32|-e|trace=none|true",
    "-e|signal=RTMAX|true",
    "-e|signal=RTMIN+1|true",
    "-e|signal=RT_02|true",
    "-e|signal=SIGIOT|true",
    "-e|signal=CLD|true",
    "-e|inject=getuid:signal=RTMIN+1|true",
    "-e|trace=+0|true",
    "-c|-O| 1|-e|trace=none|true",
    "-e|inject=getuid:delay_enter= 1|-e|trace=none|true",
    "-f|--seccomp-bpf|-o|/dev/null|true",
    "-P|/etc/hostname|ln|-s|/etc/hostname|/nonexistent/x",
    "-e|quiet=foo|true",
    "-e|read=foo|true",
    "-e|read=-1|true",
    "-e|write=x|true",
    "-e|decode-fds=foo|true",
    "-e|decode-pids=foo|true",
    "-q|-e|quiet=exit|true",
    "-X|x|true",
    "-I|9|true",
    "-s|x|true",
    "-a|-1|true",
    "-p|x",
    "-b|foo|true",
    "-u|nosuchuser|true",
    "--absolute-timestamps=foo|true",
    "--absolute-timestamps=unix,foo:s|true",
    "--relative-timestamps=x|true",
    "--syscall-times=x|true",
    "-t|--absolute-timestamps=unix|true",
    "-e|trace=none",
];

/// Options that put times or ids before or behind a line: only digits differ from run to run.
const SAME_BUT_DIGITS: &[&str] = &[
    "-t|-e|trace=close|true",
    "-tt|-e|trace=close|true",
    "-ttt|-e|trace=close|true",
    "--timestamps=ns|-e|trace=close|true",
    "--absolute-timestamps=format:unix,precision:ms|-e|trace=close|true",
    "--absolute-timestamps=none|-e|trace=close|true",
    "-r|-e|trace=close|true",
    "--relative-timestamps=ms|-e|trace=close|true",
    "-tt|-r|-e|trace=close|true",
    "-T|-e|trace=close|true",
    "--syscall-times=ns|-e|trace=close|true",
    "--syscall-times=s|-e|trace=close|true",
    "-f|-e|trace=none|-e|signal=none|sh|-c|(exit 3); true",
    "-f|-Y|-e|trace=chdir|-e|signal=none|sh|-c|cd /; (cd /)",
    "-f|-e|trace=chdir|sh|-c|cd /; (cd /)",
    "-r|-a|20|-e|trace=chdir|sh|-c|cd /; cd /",
    "-t|-i|-n|-e|trace=chdir|sh|-c|cd /; cd /",
    "-tt|-r|-T|-i|-n|-y|-a|60|-e|trace=openat|true",
    "-T|-e|trace=exit_group,close|true",
    "-e|trace=none|-f|sh|-c|/bin/true; exit 5",
    "-e|trace=none|-f|-q|sh|-c|/bin/true & wait",
    "-e|trace=none|-f|-qqq|sh|-c|/bin/true & wait",
    "-e|trace=none|-e|quiet=exit|-f|sh|-c|/bin/true & wait",
    "-e|trace=none|sh|-c|kill -SEGV $$",
    "-D|-e|trace=chdir|sh|-c|cd /",
    "-DD|-q|-e|trace=chdir|sh|-c|cd /",
    "-n|-f|-e|trace=chdir|sh|-c|/bin/true; :",
    "-f|-r|-e|trace=chdir|-e|signal=none|sh|-c|/bin/true; :",
    "-ttt|-f|-e|trace=chdir|-e|signal=none|sh|-c|cd /; (cd /)",
    "--timestamps=ns|--timestamps=unix|-e|trace=close|true",
    "--timestamps=unix,ns|--timestamps=MS|-e|trace=close|true",
    "--timestamps=none,ns|-e|trace=close|true",
    "--timestamps=none|--timestamps=ns|-e|trace=close|true",
    "--timestamps=unix|--timestamps=,|-e|trace=close|true",
];

/// The options of strace 7.2, each at work, and the version of strace that has it first where that is newer than Debian's.
const ALL: &[(&str, &str, &str)] = &[
    ("-a", "-a|30|-e|trace=close|true", ""),
    ("-A", "-A|-e|trace=close|true", ""),
    ("-b", "-b|execve|-e|trace=close|true", ""),
    ("-c", "-c|-U|calls,errors|-e|trace=close|true", ""),
    ("-C", "-C|-U|calls,errors|-e|trace=close|true", ""),
    ("-d", "-d|-V", "differs: each names its own version"),
    ("-D", "-D|-e|trace=close|true", ""),
    ("-e", "-e|trace=close|true", ""),
    ("-E", "-E|A=1|-e|trace=write|sh|-c|echo $A", ""),
    ("-f", "-f|-e|trace=close|true", ""),
    ("-F", "-F|-e|trace=close|true", ""),
    ("-h", "-h", "differs: each has its own options"),
    ("-i", "-i|-e|trace=close|true", ""),
    ("-I", "-I|3|-e|trace=close|true", ""),
    ("-k", "-k|-e|trace=none|true", ""),
    ("-n", "-n|-e|trace=close|true", ""),
    ("-N", "-N|-e|trace=close|true", "6.16"),
    ("-o", "-o|/dev/null|-e|trace=close|true", ""),
    ("-O", "-c|-O|1s|-U|calls|-e|trace=close|true", ""),
    ("-p", "-p||-e|trace=close|true", ""),
    ("-P", "-P|/etc/hostname|cat|/etc/hostname", ""),
    ("-q", "-q|-e|trace=close|true", ""),
    ("-r", "-r|-e|trace=close|true", ""),
    ("-s", "-s|7|-e|trace=read|true", ""),
    ("-S", "-c|-S|name|-U|calls|-e|trace=close,openat|true", ""),
    ("-t", "-t|-e|trace=close|true", ""),
    ("-T", "-T|-e|trace=close|true", ""),
    ("-u", "-u|nobody|-e|trace=getuid|id|-u", ""),
    ("-U", "-c|-U|calls,name|-e|trace=close|true", ""),
    ("-v", "-v|-e|trace=uname|uname", ""),
    ("-V", "-V", "differs: each names its own version"),
    ("-w", "-c|-w|-U|calls|-e|trace=close|true", ""),
    ("-x", "-x|-e|trace=read|true", ""),
    ("-X", "-X|verbose|-e|trace=openat|true", ""),
    ("-y", "-y|-e|trace=close|true", ""),
    ("-Y", "-Y|-e|trace=close|true", ""),
    ("-z", "-z|-e|trace=access,close|true", ""),
    ("-Z", "-Z|-e|trace=access,close|true", ""),
    ("--abbrev", "--abbrev=none|-e|trace=uname|uname", ""),
    ("--absolute-timestamps", "--absolute-timestamps=us|-e|trace=close|true", ""),
    ("--always-show-pid", "--always-show-pid|-e|trace=close|true", "6.9"),
    ("--arg-names", "--arg-names|-e|trace=close|true", "6.16"),
    ("--argv0", "--argv0=x|-e|trace=close|true", "6.3"),
    ("--attach", "--attach=|-e|trace=close|true", ""),
    ("--color", "--color=never|-e|trace=close|true", "7.1"),
    ("--columns", "--columns=30|-e|trace=close|true", ""),
    ("--const-print-style", "--const-print-style=raw|-e|trace=openat|true", ""),
    ("--daemonize", "--daemonize=pgroup|-e|trace=close|true", ""),
    ("--daemonised", "--daemonised|-e|trace=close|true", ""),
    ("--daemonized", "--daemonized=SESSION|-e|trace=close|true", ""),
    ("--debug", "--debug|-V", "differs: each names its own version"),
    ("--decode-fds", "--decode-fds|-e|trace=close|true", ""),
    ("--decode-pids", "--decode-pids=comm|-e|trace=close|true", ""),
    ("--detach-on", "--detach-on=execve|-e|trace=close|true", ""),
    ("--env", "--env=A=1|-e|trace=write|sh|-c|echo $A", ""),
    ("--failed-only", "--failed-only|-e|trace=access|true", ""),
    ("--failing-only", "--failing-only|-e|trace=access|true", ""),
    ("--fault", "--fault=getuid:error=EPERM|-e|trace=getuid|sh|-c|:", ""),
    ("--follow-forks", "--follow-forks|-e|trace=close|true", ""),
    ("--help", "--help", "differs: each has its own options"),
    ("--inject", "--inject=getuid:retval=7|-e|trace=getuid|sh|-c|:", ""),
    ("--instruction-pointer", "--instruction-pointer|-e|trace=close|true", ""),
    ("--interruptible", "--interruptible=waiting|-e|trace=close|true", ""),
    ("--kill-on-exit", "--kill-on-exit|-e|trace=close|true", "6.6"),
    ("--kvm", "--kvm=vcpu|-e|trace=close|true", ""),
    ("--namespace", "--namespace=new|-e|trace=close|true", "6.14"),
    ("--no-abbrev", "--no-abbrev|-e|trace=uname|uname", ""),
    ("--output", "--output=/dev/null|-e|trace=close|true", ""),
    ("--output-append-mode", "--output-append-mode|-e|trace=close|true", ""),
    (
        "--output-separately",
        "--output-separately|-o|/dev/null/x|true",
        "differs: what can't be opened is told before the start",
    ),
    ("--pidns-translation", "--pidns-translation|-e|trace=close|true", ""),
    ("--quiet", "--quiet|-e|trace=close|true", ""),
    ("--raw", "--raw=close|-e|trace=close|true", ""),
    ("--read", "--read=3|-e|trace=read|cat|/etc/hostname", ""),
    ("--relative-timestamps", "--relative-timestamps=ns|-e|trace=close|true", ""),
    ("--seccomp-bpf", "--seccomp-bpf|-f|-e|trace=close|true", ""),
    ("--secontext", "--secontext|-e|trace=none|true", "Debian's is built without it"),
    ("--signal", "--signal=none|-e|trace=close|true", ""),
    ("--signals", "--signals=none|-e|trace=close|true", ""),
    ("--silence", "--silence=exit|-e|trace=close|true", ""),
    ("--silent", "--silent|-e|trace=close|true", ""),
    ("--stack-trace", "--stack-trace|-e|trace=none|true", "6.8"),
    ("--stack-traces", "--stack-traces|-e|trace=none|true", ""),
    ("--stack-trace-frame-limit", "--stack-trace-frame-limit=3|-e|trace=none|true", "6.8"),
    ("--status", "--status=failed|-e|trace=access|true", ""),
    ("--string-limit", "--string-limit=3|-e|trace=read|true", ""),
    ("--strings-in-hex", "--strings-in-hex|-e|trace=read|true", ""),
    ("--successful-only", "--successful-only|-e|trace=access|true", ""),
    ("--summary", "--summary|-U|calls|-e|trace=close|true", ""),
    ("--summary-columns", "-c|--summary-columns=calls|-e|trace=close|true", ""),
    ("--summary-only", "--summary-only|-U|calls|-e|trace=close|true", ""),
    ("--summary-sort-by", "-c|--summary-sort-by=name|-U|calls|-e|trace=close,openat|true", ""),
    ("--summary-syscall-overhead", "-c|--summary-syscall-overhead=1s|-U|calls|-e|trace=close|true", ""),
    ("--summary-wall-clock", "-c|--summary-wall-clock|-U|calls|-e|trace=close|true", ""),
    ("--syscall-limit", "--syscall-limit=1|-e|trace=close|true", "6.3"),
    ("--syscall-number", "--syscall-number|-e|trace=close|true", ""),
    ("--syscall-times", "--syscall-times|-e|trace=close|true", ""),
    ("--timestamps", "--timestamps|-e|trace=close|true", ""),
    ("--tips", "--tips=none|-e|trace=close|true", ""),
    ("--trace", "--trace=close|true", ""),
    ("--trace-fds", "--trace-fds=3|-e|trace=close|true", "6.3"),
    ("--trace-path", "--trace-path=/etc/hostname|cat|/etc/hostname", ""),
    ("--user", "--user=nobody|-e|trace=getuid|id|-u", ""),
    ("--verbose", "--verbose=none|-e|trace=uname|uname", ""),
    ("--version", "--version", "differs: each names its own version"),
    ("--write", "--write=1|-e|trace=write|echo|abc", ""),
];

/// How `tracer` ends, and what it writes: its file, its messages, and what the program prints.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    status: Option<i32>,
    trace: String,
    messages: String,
    printed: String,
}

fn run(tracer: &str, words: &str, dir: &Path) -> Seen {
    let file = dir.join("trace");
    fs::write(&file, "").unwrap();
    let Output { status, stdout, stderr } = Command::new("setarch")
        .args(["-R", tracer, "-o"])
        .arg(&file)
        .args(words.split('|'))
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let messages = text(stderr).lines().map(|line| named(line, tracer)).collect::<Vec<_>>().join("\n");
    Seen { status: status.code(), trace: text(fs::read(&file).unwrap()), messages, printed: text(stdout) }
}

/// A message without the name of who says it.
fn named(line: &str, tracer: &str) -> String {
    let name = Path::new(tracer).file_name().unwrap().to_string_lossy().into_owned();
    line.replace(&name, "TRACER")
}

/// Ids may have more digits in one run than in another, and a time that isn't 0 has its remark.
fn without_digits(text: &str) -> String {
    let id = regex::Regex::new(r"(?m)^[0-9]+ +|\[pid +[0-9]+\]|(?:pid|Process)[= ][0-9]+").unwrap();
    let text = id.replace_all(text, "ID ");
    let text: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    text.replace(" /* 0.00 s */", "")
}

fn compare(table: &[&str], normal: fn(&str) -> String) {
    for tool in ["strace", "setarch"] {
        if !Path::new("/usr/bin").join(tool).exists() {
            return common::missing(tool);
        }
    }
    let dir = tempfile::tempdir().unwrap();
    let mut differences = Vec::new();
    for words in table {
        let [strace, rtrace] = ["strace", RTRACE].map(|tracer| {
            let seen = run(tracer, words, dir.path());
            Seen { trace: normal(&seen.trace), messages: normal(&seen.messages), ..seen }
        });
        if strace.messages.contains("not supported by this build") {
            common::report(&format!("LEFT OUT {words}: this build of strace can't"));
        } else if strace != rtrace {
            differences.push(format!("{words}\nstrace: {strace:#?}\nrtrace: {rtrace:#?}"));
        }
    }
    common::report(&format!("options: {} of {} as strace", table.len() - differences.len(), table.len()));
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

#[test]
fn options_do_what_they_do_in_strace() {
    compare(SAME, str::to_owned);
}

/// Commands of which what is written to standard error is compared, trace and messages in one.
const TOGETHER: &[&str] = &[
    "-e|trace=execve|/etc/passwd",
    "-e|trace=execve|/dev/null",
    "-e|trace=none|/etc",
    "-f|-e|trace=execve|/etc/passwd",
    "-c|-U|calls,errors|-e|trace=execve|/etc/passwd",
    "-D|-e|trace=none|/etc/passwd",
    "-o|/dev/null|/etc/passwd",
    "/etc/passwd/nothing",
    "/nonexistent/program",
    "nonexistent-program",
    "-E|PATH=/nonexistent|-e|trace=none|true",
    "-b|execve|-e|trace=chdir|sh|-c|cd /; exec /bin/true",
    "-b|execve|-e|trace=execve|sh|-c|exec /bin/true",
    "-f|-b|execve|-e|trace=execve|sh|-c|exec /bin/true",
    "-q|-f|-b|execve|-e|trace=execve|sh|-c|exec /bin/true",
    "-f|-z|-b|execve|-e|trace=execve|sh|-c|exec /bin/true",
    "-o|/dev/stderr|-f|-q|-e|trace=execve|-e|signal=none|THREADS|execve|0",
    "-o|/dev/stderr|-f|-e|trace=execve,ppoll|-e|signal=none|THREADS|execve|1",
    "-o|/dev/stderr|-f|-qqq|-e|trace=execve,ppoll|-e|signal=none|THREADS|execve|1",
];

#[test]
fn messages_stand_where_strace_has_them() {
    if !Path::new("/usr/bin/strace").exists() {
        return common::missing("strace");
    }
    let address = regex::Regex::new("0x[0-9a-f]+").unwrap();
    let threads = common::fixture("threads");
    for words in TOGETHER {
        let words = &words.replace("THREADS", threads.to_str().unwrap());
        let [strace, rtrace] = ["strace", RTRACE].map(|tracer| {
            let output = Command::new(tracer).args(words.split('|')).env("LC_ALL", "C").output().unwrap();
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            let lines: String = text.lines().map(|line| named(line, tracer) + "\n").collect();
            (output.status.code(), without_digits(&address.replace_all(&lines, "ADDRESS")))
        });
        assert_eq!(rtrace.0, strace.0, "{words}");
        // What rtrace knows of the reason stands behind what strace says.
        assert!(rtrace.1.starts_with(&strace.1), "{words}\nstrace: {}\nrtrace: {}", strace.1, rtrace.1);
    }
    common::report(&format!(
        "options: {} commands have their messages where strace has them",
        TOGETHER.len()
    ));
}

#[test]
fn every_option_of_strace_is_one_and_does_the_same() {
    let same: Vec<&str> =
        ALL.iter().filter(|(.., since)| since.is_empty()).map(|(_, words, _)| *words).collect();
    compare(&same, without_digits);
    let dir = tempfile::tempdir().unwrap();
    for (option, words, since) in ALL {
        assert!(words.contains(option), "{option}: {words}");
        if !since.is_empty() {
            let seen = run(RTRACE, words, dir.path());
            let expected = if *option == "--output-separately" { 1 } else { 0 };
            assert_eq!(seen.status, Some(expected), "{option}: {seen:?}");
        }
    }
}

#[test]
fn times_and_ids_stand_where_strace_has_them() {
    compare(SAME_BUT_DIGITS, without_digits);
}

/// Runs rtrace with its trace on standard error, which must be what this returns beside the status.
fn rtrace(words: &str) -> (Option<i32>, String) {
    let output = Command::new(RTRACE).args(words.split('|')).env("LC_ALL", "C").output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// The lines of a trace that are calls.
fn calls(words: &str) -> Vec<String> {
    let (_, text) = rtrace(words);
    text.lines().filter(|line| line.contains(" = ")).map(str::to_owned).collect()
}

#[test]
fn failures_are_selected_by_their_errno() {
    let found = calls("-e|errno=ENOENT|-e|trace=openat,access,read|cat|/nonexistent");
    assert!(found.iter().any(|line| line.contains("\"/nonexistent\"")), "{found:?}");
    assert!(found.iter().all(|line| line.contains("= -1 ENOENT")), "{found:?}");
    assert!(calls("-e|errno=!ENOENT|-e|trace=openat|cat|/nonexistent").is_empty());
}

#[test]
fn conditions_add_up() {
    let found = calls("-e|retval=>2|-e|path=/etc/*|-e|trace=openat,read,close|cat|/etc/hostname");
    assert!(found.iter().any(|line| line.starts_with("openat(AT_FDCWD, \"/etc/hostname\"")), "{found:?}");
    assert!(found.iter().any(|line| line.starts_with("read(3, ")), "a descriptor leads there: {found:?}");
    assert!(!found.iter().any(|line| line.contains("/lib/") || line.starts_with("close")), "{found:?}");
}

#[test]
fn a_relative_path_fits_a_pattern_of_where_it_is() {
    let found = calls("-e|path=/etc/host*|-e|trace=openat|sh|-c|cd /etc && exec cat ./hostname");
    assert!(found.iter().any(|line| line.contains("\"./hostname\"")), "{found:?}");
}

#[test]
fn slow_calls_are_selected_by_their_duration() {
    let sleeps = |line: &String| line.starts_with("clock_nanosleep(");
    let found = calls("-e|duration=>90ms|sleep|0.1");
    assert!(found.iter().any(sleeps), "{found:?}");
    let found = calls("-e|duration=<90ms|sleep|0.1");
    assert!(!found.is_empty() && !found.iter().any(sleeps), "{found:?}");
}

#[test]
fn descriptors_are_selected_by_number() {
    let found = calls("--trace-fds=1|-e|trace=read,write,close|cat|/etc/hostname");
    assert!(!found.is_empty() && found.iter().all(|line| line.contains("(1")), "{found:?}");
}

#[test]
fn arguments_have_names_and_lines_ids_where_asked() {
    let (_, text) = rtrace("-N|--always-show-pid|-e|trace=close|true");
    assert!(text.lines().all(|line| line.starts_with("[pid ")), "{text}");
    assert!(text.contains("] close(fd=3)"), "{text}");
}

#[test]
fn a_delay_delays_its_tracee_and_nobody_else() {
    // The child's calls go on while the parent stands in its delayed one.
    let words = "-f|-r|-e|trace=getegid,chdir|-e|inject=getegid:delay_enter=500ms\
        |sh|-c|(sleep 0.1; cd /; cd /) & exec id -g";
    let (status, text) = rtrace(words);
    let lines: Vec<_> = text.lines().collect();
    // The shell makes the call, too, before it has a child.
    let at = |part: &str| lines.iter().rposition(|line| line.contains(part));
    assert_eq!(status, Some(0));
    assert!(at("chdir(").is_some() && at("chdir(") < at("(DELAYED)"), "{text}");
}

#[test]
fn tampering_may_depend_on_a_path() {
    let words = "-e|trace=openat|-e|inject=openat:error=EACCES:if=path~/etc/host*|cat|/etc/hostname";
    let (status, text) = rtrace(words);
    let tampered: Vec<_> = text.lines().filter(|line| line.contains("(INJECTED)")).collect();
    assert_eq!((status, tampered.len()), (Some(1), 1), "{text}");
    assert!(tampered[0].contains("\"/etc/hostname\""), "{text}");
}

#[test]
fn a_tracee_in_a_delay_is_let_go_with_the_others() {
    let mut tracer = Command::new(RTRACE)
        .args(["-e", "inject=getegid:delay_enter=1000s", "id", "-g"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let pid = tracer.id();
    // What rtrace says of the call's entry tells that it stands there.
    let mut text = String::new();
    let mut lines = BufReader::new(tracer.stderr.take().unwrap());
    while !text.ends_with("getegid(") {
        let mut byte = [0];
        lines.read_exact(&mut byte).expect("rtrace has ended");
        text.push(byte[0].into());
    }
    nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid as i32), nix::sys::signal::Signal::SIGINT).unwrap();
    lines.read_to_string(&mut text).unwrap();
    tracer.wait().unwrap();
    assert!(text.contains("<detached ...>"), "{text}");
}

#[test]
fn output_that_fails_is_told_once_and_the_program_lives_on() {
    let full = rtrace("-o|/dev/full|sh|-c|exit 7");
    assert_eq!(full.0, Some(7));
    assert!(
        full.1.starts_with("rtrace: /dev/full: No space left on device") && full.1.lines().count() == 1,
        "{full:?}"
    );
    // More calls than a pipe holds the lines of.
    let script = format!(
        "{RTRACE} -o '|:' sh -c 'n=0; while [ $n -lt 2000 ]; do n=$((n+1)); : </dev/null; done; exit 7'"
    );
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(7));
    assert!(text.contains("Broken pipe") && text.lines().count() == 1, "{text}");
}

#[test]
fn a_limit_on_calls_ends_the_trace_and_not_the_program() {
    let (status, text) = rtrace("--syscall-limit=2|-e|trace=openat,close|cat|/etc/hostname");
    assert_eq!(text.lines().filter(|line| line.contains(" = ")).count(), 2, "{text}");
    assert_eq!(status, Some(0));
}

/// A column of the summary's row of one call.
fn column(text: &str, call: &str, column: usize) -> String {
    let row = text.lines().find(|line| line.split_whitespace().last() == Some(call));
    row.unwrap_or_else(|| panic!("{call}: {text}")).split_whitespace().nth(column).unwrap().to_owned()
}

#[test]
fn wall_time_and_system_time_are_told_apart() {
    let (_, wall) = rtrace("-c|-w|-U|total-time,name|sleep|0.2");
    let (_, system) = rtrace("-c|-U|total-time,name|sleep|0.2");
    let seconds = |text: &str| column(text, "clock_nanosleep", 0).parse::<f64>().unwrap();
    assert!(seconds(&wall) >= 0.2, "{wall}");
    assert!(seconds(&system) < 0.1, "{system}");
}

#[test]
fn work_in_the_kernel_is_system_time() {
    let (_, text) = rtrace("-c|-U|total-time,name|-e|trace=read|head|-c|200M|/dev/urandom");
    // Nothing else of head's takes time, and 200 MB of random bytes take some.
    assert!(column(&text, "read", 0).parse::<f64>().unwrap() > 0.05, "{text}");
}

#[test]
fn an_interrupted_summary_is_written() {
    let output = Command::new(RTRACE)
        .args(["-cw", "-e", "trace=close", "sh", "-c", "kill -INT $PPID; exec sleep 100"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(column(&text, "close", 0), "100.00", "{text}");
}

#[test]
fn sigusr1_asks_for_a_summary_and_the_trace_goes_on() {
    let script = format!(
        "{RTRACE} -c -w -U calls,name -e trace=write sh -c 'echo; kill -USR1 $PPID; sleep 0.3; echo' >/dev/null"
    );
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let totals: Vec<_> = text.lines().filter(|line| line.ends_with(" write")).collect();
    assert_eq!(totals.len(), 2, "{text}");
    assert!(totals[1].trim_start().starts_with("2 "), "{text}");
}

#[test]
fn processes_have_tables_of_their_own_where_asked() {
    let (_, text) =
        rtrace("-c|-f|--per-process|-U|errnos,calls,name|-e|trace=openat|sh|-c|cat /nonexistent; true");
    assert_eq!(
        text.lines().filter(|line| line.starts_with("Process ") && line.ends_with(':')).count(),
        2,
        "{text}"
    );
    assert!(text.contains("ENOENT:"), "{text}");
}

#[test]
fn what_strace_lacks_is_refused_by_name_too() {
    for (words, message) in [
        ("-e|errno=EFOO|true", "invalid errno 'EFOO'"),
        ("-e|retval=<x|true", "invalid retval '<x'"),
        ("-e|duration=1h|true", "invalid duration '1h'"),
        ("-e|path=[|true", "invalid path pattern '['"),
        ("-e|trace=/(|true", "regcomp: (: unclosed group"),
        ("-e|trace=read@16|true", "incorrect personality designator '16' in qualification 'read@16'"),
    ] {
        let (status, text) = rtrace(words);
        assert_eq!(status, Some(1), "{words}");
        assert!(text.starts_with(&format!("rtrace: {message}")), "{words}: {text}");
    }
}

#[test]
fn a_tip_is_shown_in_the_end_where_asked() {
    let (status, text) = rtrace("--tips=0|-e|trace=none|true");
    assert_eq!(status, Some(0), "{text}");
    let (before, tip) = text.split_once("Tip 0: ").expect("a tip");
    assert!(before.contains("+++ exited with 0 +++") && tip.starts_with("-f "), "{text}");
    let (_, text) = rtrace("--tips=0|--tips=none|-e|trace=none|true");
    assert!(!text.contains("Tip"), "{text}");
    let (status, text) = rtrace("--tips=x|true");
    assert!(status == Some(1) && text.starts_with("rtrace: invalid --tips argument: 'x'"), "{text}");
}

#[test]
fn the_deprecated_way_to_follow_forks_is_said_to_be_so_and_follows() {
    let (status, text) = rtrace("-F|-e|trace=none|sh|-c|true & wait");
    assert_eq!(status, Some(0), "{text}");
    let remark = "rtrace: option -F is deprecated, please use -f/--follow-forks instead";
    assert!(text.starts_with(remark), "{text}");
    assert_eq!(text.matches("+++ exited with 0 +++").count(), 2, "{text}");
    let (_, text) = rtrace("-f|-F|-e|trace=none|true");
    assert!(text.starts_with("rtrace: deprecated option -F ignored"), "{text}");
}

#[test]
fn new_namespaces_are_told_behind_the_result() {
    let own = format!("--uts=/proc/{}/ns/uts", std::process::id());
    let options = "--namespace=new|-e|trace=unshare,setns|-e|signal=none";
    let found = calls(&format!("{options}|unshare|-u|nsenter|{own}|true"));
    let uts = |line: &String| line.contains(" = 0 (uts:[");
    assert!(found[0].starts_with("unshare(CLONE_NEWUTS)") && uts(&found[0]), "{found:?}");
    assert!(found.iter().any(|line| line.starts_with("setns(") && uts(line)), "{found:?}");
    let (_, text) = rtrace("-e|namespace=new|--format=json|-e|trace=unshare|unshare|-u|true");
    let call = text.lines().find(|line| line.contains("\"call\":\"unshare\"")).expect("the call");
    let call: serde_json::Value = serde_json::from_str(call).unwrap();
    assert!(call["namespaces"][0].as_str().unwrap().starts_with("uts:["), "{call}");
}

#[test]
fn the_tracer_says_what_it_does_where_asked() {
    let (status, text) = rtrace("-d|-o|/dev/null|true");
    assert_eq!(status, Some(0));
    assert!(text.starts_with("rtrace: ptrace_setoptions = 0x"), "{text}");
    assert!(text.contains("] WIFSTOPPED,sig=SIGTRAP,EVENT_EXEC (4)\n"), "{text}");
    assert!(text.ends_with("] WIFEXITED,exitcode=0\n"), "{text}");
}

#[test]
fn colours_are_those_that_the_environment_asks_for() {
    let line = |colours: Option<&str>| {
        let mut command = Command::new(RTRACE);
        command
            .args(["--color=always", "-e", "trace=openat", "cat", "/nonexistent"])
            .env_remove("STRACE_COLORS");
        colours.map(|colours| command.env("STRACE_COLORS", colours));
        let output = command.output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        text.lines().find(|line| line.contains("/nonexistent")).unwrap().to_owned()
    };
    let plain = line(None);
    assert!(plain.starts_with("\x1b[1mopenat\x1b[0m(\x1b[36mAT_FDCWD\x1b[0m, "), "{plain:?}");
    let asked = line(Some("syscall=4:PUNCT=34:const=7;1:retval=32:error=95:nosuch=1"));
    let expected = "\x1b[4mopenat\x1b[0m\x1b[34m(\x1b[0m\x1b[7;1mAT_FDCWD\x1b[0m\x1b[34m, \x1b[0m";
    assert!(asked.starts_with(expected), "{asked:?}");
    assert!(asked.contains("\x1b[95m-1 ENOENT"), "{asked:?}");
}

#[test]
fn the_manual_and_completions_have_every_option_with_its_help() {
    let generated = |what: &str| {
        let output = Command::new(RTRACE).args(["--generate", what]).output().unwrap();
        assert!(output.status.success(), "{what}");
        String::from_utf8(output.stdout).unwrap()
    };
    let manual = generated("man").replace(r"\*(Aq", "'").replace('\\', "");
    let [bash, zsh, fish] = ["bash", "zsh", "fish"].map(generated);
    let definition = rtrace::cli::Args::definition();
    let options: Vec<_> =
        definition.get_arguments().filter(|arg| !arg.is_positional() && !arg.is_hide_set()).collect();
    assert!(options.len() >= 80, "{}", options.len());
    for option in options {
        let help = option.get_help().map(ToString::to_string).unwrap_or_default();
        assert!(!help.is_empty(), "{} has no help", option.get_id());
        let first = help.lines().next().unwrap_or_default();
        assert!(manual.contains(first), "the manual lacks: {first}");
        if let Some(name) = option.get_long() {
            let long = format!("--{name}");
            for (shell, text) in [("bash", &bash), ("zsh", &zsh)] {
                assert!(text.contains(&long), "{shell} lacks {long}");
            }
            assert!(fish.contains(&format!("-l {name}")), "fish lacks {long}");
            assert!(manual.contains(&long), "the manual lacks {long}");
        }
    }
}

#[test]
fn the_manual_is_one_that_man_can_read() {
    if !common::is_there("groff") {
        return common::missing("groff");
    }
    let script = format!("{RTRACE} --generate man | groff -man -ww -z 2>&1");
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

#[test]
fn a_user_may_be_two_numbers() {
    if !nix::unistd::geteuid().is_root() {
        let (status, text) = rtrace("-u|1:2|true");
        let refused = "rtrace: You must be root to use the -u/--username option\n";
        return assert_eq!((status, text.as_str()), (Some(1), refused));
    }
    let found = calls("-u|65534:12345|-e|trace=getuid,getgid,getgroups|id");
    for call in ["getuid()", "getgid()", "getgroups("] {
        assert!(found.iter().any(|line| line.starts_with(call)), "{call}: {found:?}");
    }
    assert!(found.iter().any(|line| line.starts_with("getuid()") && line.ends_with("= 65534")), "{found:?}");
    assert!(found.iter().any(|line| line.starts_with("getgid()") && line.ends_with("= 12345")), "{found:?}");
    assert!(
        found.iter().any(|line| line.starts_with("getgroups(0, NULL)") && line.ends_with("= 0")),
        "{found:?}"
    );
}

#[test]
fn the_version_tells_what_is_in_it() {
    let output = Command::new(RTRACE).arg("-V").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with(concat!("rtrace -- version ", env!("CARGO_PKG_VERSION"), "\n")), "{text}");
    assert!(text.contains("\nOptional features enabled: stack-trace="), "{text}");
}

#[test]
fn wall_and_system_time_stand_side_by_side() {
    let (_, text) = rtrace(
        "-c|-U|total-time,wall-total,wall-min,wall-max,wall-avg,calls,name|-e|trace=clock_nanosleep|sleep|0.2",
    );
    let times: Vec<f64> = (0..3).map(|i| column(&text, "clock_nanosleep", i).parse().unwrap()).collect();
    assert!(times[0] < 0.1 && times[1] >= 0.2 && times[2] >= 0.2, "{text}");
}

#[test]
fn calls_are_selected_by_their_arguments() {
    let found = calls("-e|arg:flags~O_CREAT|sh|-c|echo >/dev/null; cat /etc/hostname");
    assert!(found.len() == 1 && found[0].contains("\"/dev/null\", O_WRONLY|O_CREAT|O_TRUNC"), "{found:?}");
    let found = calls("-e|arg:fd=1|-e|trace=read,write,close|cat|/etc/hostname");
    assert!(!found.is_empty() && found.iter().all(|line| line.contains("(1")), "{found:?}");
    let text = std::fs::read_to_string("/etc/hostname").unwrap();
    let found = calls(&format!("-s|100|-e|arg:buf={text}|-e|trace=read|cat|/etc/hostname"));
    assert!(found.len() == 1 && found[0].starts_with("read("), "what it read: {found:?}");
    let found = calls("-e|arg:flags~O_CREAT|-e|retval=<0|sh|-c|echo >/dev/null; echo >/nonexistent/x");
    assert!(found.len() == 1 && found[0].contains("ENOENT"), "{found:?}");
    let (status, text) = rtrace("-e|arg:flags|true");
    assert_eq!((status, text.as_str()), (Some(1), "rtrace: invalid condition on an argument 'flags'\n"));
}

#[test]
fn tampering_may_depend_on_arguments() {
    let rule = "inject=openat:error=EROFS:if=flags~O_CREAT:if=path~/dev/*";
    let found = calls(&format!("-e|trace=openat|-e|{rule}|sh|-c|: </dev/null; echo >/dev/null"));
    let tampered: Vec<_> = found.iter().filter(|line| line.contains("(INJECTED)")).collect();
    assert_eq!(tampered.len(), 1, "{found:?}");
    assert!(tampered[0].contains("O_CREAT") && tampered[0].contains("EROFS"), "{found:?}");
}
