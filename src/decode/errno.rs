//! errno values: names and what strerror(3) says of them. A test compares both with the C library.

use super::set::{Named, Part, Radix, Set};
use super::sink::Sink;

/// An errno.
#[derive(Debug)]
pub struct Errno {
    /// The value, positive.
    pub code: i32,
    /// Its name.
    pub name: &'static str,
    /// What it means, in the C locale.
    pub text: &'static str,
}

/// All of them, by value.
pub static ERRNOS: &[Errno] = &[
    Errno { code: 1, name: "EPERM", text: "Operation not permitted" },
    Errno { code: 2, name: "ENOENT", text: "No such file or directory" },
    Errno { code: 3, name: "ESRCH", text: "No such process" },
    Errno { code: 4, name: "EINTR", text: "Interrupted system call" },
    Errno { code: 5, name: "EIO", text: "Input/output error" },
    Errno { code: 6, name: "ENXIO", text: "No such device or address" },
    Errno { code: 7, name: "E2BIG", text: "Argument list too long" },
    Errno { code: 8, name: "ENOEXEC", text: "Exec format error" },
    Errno { code: 9, name: "EBADF", text: "Bad file descriptor" },
    Errno { code: 10, name: "ECHILD", text: "No child processes" },
    Errno { code: 11, name: "EAGAIN", text: "Resource temporarily unavailable" },
    Errno { code: 12, name: "ENOMEM", text: "Cannot allocate memory" },
    Errno { code: 13, name: "EACCES", text: "Permission denied" },
    Errno { code: 14, name: "EFAULT", text: "Bad address" },
    Errno { code: 15, name: "ENOTBLK", text: "Block device required" },
    Errno { code: 16, name: "EBUSY", text: "Device or resource busy" },
    Errno { code: 17, name: "EEXIST", text: "File exists" },
    Errno { code: 18, name: "EXDEV", text: "Invalid cross-device link" },
    Errno { code: 19, name: "ENODEV", text: "No such device" },
    Errno { code: 20, name: "ENOTDIR", text: "Not a directory" },
    Errno { code: 21, name: "EISDIR", text: "Is a directory" },
    Errno { code: 22, name: "EINVAL", text: "Invalid argument" },
    Errno { code: 23, name: "ENFILE", text: "Too many open files in system" },
    Errno { code: 24, name: "EMFILE", text: "Too many open files" },
    Errno { code: 25, name: "ENOTTY", text: "Inappropriate ioctl for device" },
    Errno { code: 26, name: "ETXTBSY", text: "Text file busy" },
    Errno { code: 27, name: "EFBIG", text: "File too large" },
    Errno { code: 28, name: "ENOSPC", text: "No space left on device" },
    Errno { code: 29, name: "ESPIPE", text: "Illegal seek" },
    Errno { code: 30, name: "EROFS", text: "Read-only file system" },
    Errno { code: 31, name: "EMLINK", text: "Too many links" },
    Errno { code: 32, name: "EPIPE", text: "Broken pipe" },
    Errno { code: 33, name: "EDOM", text: "Numerical argument out of domain" },
    Errno { code: 34, name: "ERANGE", text: "Numerical result out of range" },
    Errno { code: 35, name: "EDEADLK", text: "Resource deadlock avoided" },
    Errno { code: 36, name: "ENAMETOOLONG", text: "File name too long" },
    Errno { code: 37, name: "ENOLCK", text: "No locks available" },
    Errno { code: 38, name: "ENOSYS", text: "Function not implemented" },
    Errno { code: 39, name: "ENOTEMPTY", text: "Directory not empty" },
    Errno { code: 40, name: "ELOOP", text: "Too many levels of symbolic links" },
    Errno { code: 42, name: "ENOMSG", text: "No message of desired type" },
    Errno { code: 43, name: "EIDRM", text: "Identifier removed" },
    Errno { code: 44, name: "ECHRNG", text: "Channel number out of range" },
    Errno { code: 45, name: "EL2NSYNC", text: "Level 2 not synchronized" },
    Errno { code: 46, name: "EL3HLT", text: "Level 3 halted" },
    Errno { code: 47, name: "EL3RST", text: "Level 3 reset" },
    Errno { code: 48, name: "ELNRNG", text: "Link number out of range" },
    Errno { code: 49, name: "EUNATCH", text: "Protocol driver not attached" },
    Errno { code: 50, name: "ENOCSI", text: "No CSI structure available" },
    Errno { code: 51, name: "EL2HLT", text: "Level 2 halted" },
    Errno { code: 52, name: "EBADE", text: "Invalid exchange" },
    Errno { code: 53, name: "EBADR", text: "Invalid request descriptor" },
    Errno { code: 54, name: "EXFULL", text: "Exchange full" },
    Errno { code: 55, name: "ENOANO", text: "No anode" },
    Errno { code: 56, name: "EBADRQC", text: "Invalid request code" },
    Errno { code: 57, name: "EBADSLT", text: "Invalid slot" },
    Errno { code: 59, name: "EBFONT", text: "Bad font file format" },
    Errno { code: 60, name: "ENOSTR", text: "Device not a stream" },
    Errno { code: 61, name: "ENODATA", text: "No data available" },
    Errno { code: 62, name: "ETIME", text: "Timer expired" },
    Errno { code: 63, name: "ENOSR", text: "Out of streams resources" },
    Errno { code: 64, name: "ENONET", text: "Machine is not on the network" },
    Errno { code: 65, name: "ENOPKG", text: "Package not installed" },
    Errno { code: 66, name: "EREMOTE", text: "Object is remote" },
    Errno { code: 67, name: "ENOLINK", text: "Link has been severed" },
    Errno { code: 68, name: "EADV", text: "Advertise error" },
    Errno { code: 69, name: "ESRMNT", text: "Srmount error" },
    Errno { code: 70, name: "ECOMM", text: "Communication error on send" },
    Errno { code: 71, name: "EPROTO", text: "Protocol error" },
    Errno { code: 72, name: "EMULTIHOP", text: "Multihop attempted" },
    Errno { code: 73, name: "EDOTDOT", text: "RFS specific error" },
    Errno { code: 74, name: "EBADMSG", text: "Bad message" },
    Errno { code: 75, name: "EOVERFLOW", text: "Value too large for defined data type" },
    Errno { code: 76, name: "ENOTUNIQ", text: "Name not unique on network" },
    Errno { code: 77, name: "EBADFD", text: "File descriptor in bad state" },
    Errno { code: 78, name: "EREMCHG", text: "Remote address changed" },
    Errno { code: 79, name: "ELIBACC", text: "Can not access a needed shared library" },
    Errno { code: 80, name: "ELIBBAD", text: "Accessing a corrupted shared library" },
    Errno { code: 81, name: "ELIBSCN", text: ".lib section in a.out corrupted" },
    Errno { code: 82, name: "ELIBMAX", text: "Attempting to link in too many shared libraries" },
    Errno { code: 83, name: "ELIBEXEC", text: "Cannot exec a shared library directly" },
    Errno { code: 84, name: "EILSEQ", text: "Invalid or incomplete multibyte or wide character" },
    Errno { code: 85, name: "ERESTART", text: "Interrupted system call should be restarted" },
    Errno { code: 86, name: "ESTRPIPE", text: "Streams pipe error" },
    Errno { code: 87, name: "EUSERS", text: "Too many users" },
    Errno { code: 88, name: "ENOTSOCK", text: "Socket operation on non-socket" },
    Errno { code: 89, name: "EDESTADDRREQ", text: "Destination address required" },
    Errno { code: 90, name: "EMSGSIZE", text: "Message too long" },
    Errno { code: 91, name: "EPROTOTYPE", text: "Protocol wrong type for socket" },
    Errno { code: 92, name: "ENOPROTOOPT", text: "Protocol not available" },
    Errno { code: 93, name: "EPROTONOSUPPORT", text: "Protocol not supported" },
    Errno { code: 94, name: "ESOCKTNOSUPPORT", text: "Socket type not supported" },
    Errno { code: 95, name: "EOPNOTSUPP", text: "Operation not supported" },
    Errno { code: 96, name: "EPFNOSUPPORT", text: "Protocol family not supported" },
    Errno { code: 97, name: "EAFNOSUPPORT", text: "Address family not supported by protocol" },
    Errno { code: 98, name: "EADDRINUSE", text: "Address already in use" },
    Errno { code: 99, name: "EADDRNOTAVAIL", text: "Cannot assign requested address" },
    Errno { code: 100, name: "ENETDOWN", text: "Network is down" },
    Errno { code: 101, name: "ENETUNREACH", text: "Network is unreachable" },
    Errno { code: 102, name: "ENETRESET", text: "Network dropped connection on reset" },
    Errno { code: 103, name: "ECONNABORTED", text: "Software caused connection abort" },
    Errno { code: 104, name: "ECONNRESET", text: "Connection reset by peer" },
    Errno { code: 105, name: "ENOBUFS", text: "No buffer space available" },
    Errno { code: 106, name: "EISCONN", text: "Transport endpoint is already connected" },
    Errno { code: 107, name: "ENOTCONN", text: "Transport endpoint is not connected" },
    Errno { code: 108, name: "ESHUTDOWN", text: "Cannot send after transport endpoint shutdown" },
    Errno { code: 109, name: "ETOOMANYREFS", text: "Too many references: cannot splice" },
    Errno { code: 110, name: "ETIMEDOUT", text: "Connection timed out" },
    Errno { code: 111, name: "ECONNREFUSED", text: "Connection refused" },
    Errno { code: 112, name: "EHOSTDOWN", text: "Host is down" },
    Errno { code: 113, name: "EHOSTUNREACH", text: "No route to host" },
    Errno { code: 114, name: "EALREADY", text: "Operation already in progress" },
    Errno { code: 115, name: "EINPROGRESS", text: "Operation now in progress" },
    Errno { code: 116, name: "ESTALE", text: "Stale file handle" },
    Errno { code: 117, name: "EUCLEAN", text: "Structure needs cleaning" },
    Errno { code: 118, name: "ENOTNAM", text: "Not a XENIX named type file" },
    Errno { code: 119, name: "ENAVAIL", text: "No XENIX semaphores available" },
    Errno { code: 120, name: "EISNAM", text: "Is a named type file" },
    Errno { code: 121, name: "EREMOTEIO", text: "Remote I/O error" },
    Errno { code: 122, name: "EDQUOT", text: "Disk quota exceeded" },
    Errno { code: 123, name: "ENOMEDIUM", text: "No medium found" },
    Errno { code: 124, name: "EMEDIUMTYPE", text: "Wrong medium type" },
    Errno { code: 125, name: "ECANCELED", text: "Operation canceled" },
    Errno { code: 126, name: "ENOKEY", text: "Required key not available" },
    Errno { code: 127, name: "EKEYEXPIRED", text: "Key has expired" },
    Errno { code: 128, name: "EKEYREVOKED", text: "Key has been revoked" },
    Errno { code: 129, name: "EKEYREJECTED", text: "Key was rejected by service" },
    Errno { code: 130, name: "EOWNERDEAD", text: "Owner died" },
    Errno { code: 131, name: "ENOTRECOVERABLE", text: "State not recoverable" },
    Errno { code: 132, name: "ERFKILL", text: "Operation not possible due to RF-kill" },
    Errno { code: 133, name: "EHWPOISON", text: "Memory page has hardware error" },
    // The kernel's own (include/linux/errno.h): a program never sees the first four, a tracer does; of the others drivers
    // let some out, ENOTSUPP above all.
    Errno { code: 512, name: "ERESTARTSYS", text: "To be restarted if SA_RESTART is set" },
    Errno { code: 513, name: "ERESTARTNOINTR", text: "To be restarted" },
    Errno { code: 514, name: "ERESTARTNOHAND", text: "To be restarted if no handler" },
    Errno { code: 516, name: "ERESTART_RESTARTBLOCK", text: "Interrupted by signal" },
    Errno { code: 517, name: "EPROBE_DEFER", text: "Unknown error 517" },
    Errno { code: 518, name: "EOPENSTALE", text: "Unknown error 518" },
    Errno { code: 521, name: "EBADHANDLE", text: "Unknown error 521" },
    Errno { code: 522, name: "ENOTSYNC", text: "Unknown error 522" },
    Errno { code: 523, name: "EBADCOOKIE", text: "Unknown error 523" },
    Errno { code: 524, name: "ENOTSUPP", text: "Unknown error 524" },
    Errno { code: 525, name: "ETOOSMALL", text: "Unknown error 525" },
    Errno { code: 526, name: "ESERVERFAULT", text: "Unknown error 526" },
    Errno { code: 527, name: "EBADTYPE", text: "Unknown error 527" },
    Errno { code: 528, name: "EJUKEBOX", text: "Unknown error 528" },
    Errno { code: 529, name: "EIOCBQUEUED", text: "Unknown error 529" },
    Errno { code: 530, name: "ERECALLCONFLICT", text: "Unknown error 530" },
];

/// All of them, as named constants of a field that holds one. Zero has no name.
pub static NAMES: Set =
    Set { unknown: "", parts: &[Part::One { mask: u64::MAX, names: &NAMED }], rest: Radix::Decimal };

static NAMED: [Named; ERRNOS.len()] = {
    let mut all = [Named { value: 0, name: "" }; ERRNOS.len()];
    let mut i = 0;
    while i < all.len() {
        all[i] = Named { value: ERRNOS[i].code as u64, name: ERRNOS[i].name };
        i += 1;
    }
    all
};

/// The row of an errno.
pub fn find(code: i32) -> Option<&'static Errno> {
    ERRNOS.binary_search_by_key(&code, |e| e.code).ok().map(|i| &ERRNOS[i])
}

/// The name of an errno.
pub fn name(code: i32) -> Option<&'static str> {
    find(code).map(|e| e.name)
}

/// The value of an errno by its name.
pub fn code(name: &str) -> Option<i32> {
    ERRNOS.iter().find(|e| e.name == name).map(|e| e.code)
}

/// Says a result as the kernel hands it on: a number, or an errno below zero.
pub fn result(code: i32, sink: &mut dyn Sink) {
    match code.checked_neg().and_then(name) {
        Some(name) => sink.signed_expression(code.into(), format_args!("-{name}")),
        None => sink.number(i64::from(code) as u64, Radix::Signed),
    }
}

/// The kernel's ERESTART_RESTARTBLOCK: the call goes on as a restart_syscall(2).
pub const RESTART_BLOCK: i32 = 516;

/// Whether the kernel means to restart the call: the program doesn't see this errno.
pub const fn restarts(code: i32) -> bool {
    matches!(code, 512..=514 | 516)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_says_what_the_c_library_says() {
        assert!(ERRNOS.is_sorted_by_key(|e| e.code));
        for errno in ERRNOS.iter().filter(|e| !restarts(e.code)) {
            let said = std::io::Error::from_raw_os_error(errno.code).to_string();
            assert_eq!(said, format!("{} (os error {})", errno.text, errno.code));
        }
    }

    #[test]
    fn every_errno_of_the_kernel_is_there() {
        for code in 1..=133 {
            // 41 and 58 have never been given out.
            assert_eq!(find(code).is_some(), code != 41 && code != 58, "{code}");
        }
    }
}
