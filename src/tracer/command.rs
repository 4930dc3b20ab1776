//! The program to run: where it is, what it is given, and why it can't be run where it can't.

use super::LaunchError;
use crate::sys::process;
use nix::errno::Errno;
use nix::sys::statvfs::{FsFlags, statvfs};
use nix::unistd::{self, Gid, Uid};
use std::ffi::{CString, OsStr, OsString};
use std::fmt;
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// A program to launch.
#[derive(Clone, Debug, Default)]
pub struct Command {
    /// What execve is given: see [`resolve`].
    pub program: PathBuf,
    /// The arguments, its name (`argv[0]`) included.
    pub argv: Vec<OsString>,
    /// Changes to rtrace's own environment, in order.
    pub environment: Vec<Variable>,
    /// Who runs it, where that is not who runs rtrace.
    pub user: Option<User>,
}

/// A change to the environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variable {
    /// Set it to a value.
    Set(OsString, OsString),
    /// Remove it.
    Unset(OsString),
}

/// Another user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Real and effective user id.
    pub uid: Uid,
    /// Real and effective group id.
    pub gid: Gid,
    /// Supplementary groups.
    pub groups: Vec<Gid>,
}

impl User {
    /// The user of this name, with the groups that a log-in gives; None where there is none. Two numbers with a colon between
    /// them are ids of a user and of a group, without a look at the data base, and without supplementary groups.
    ///
    /// Errors: the user data base can't be read.
    pub fn named(name: &str) -> nix::Result<Option<User>> {
        if let Some((uid, gid)) =
            name.split_once(':').and_then(|(uid, gid)| uid.parse().ok().zip(gid.parse().ok()))
        {
            return Ok(Some(User { uid: Uid::from_raw(uid), gid: Gid::from_raw(gid), groups: Vec::new() }));
        }
        let Some(user) = unistd::User::from_name(name)? else { return Ok(None) };
        let name = CString::new(name).map_err(|_| Errno::EINVAL)?;
        Ok(Some(User { uid: user.uid, gid: user.gid, groups: unistd::getgrouplist(&name, user.gid)? }))
    }

    /// Becomes this user: groups first, while that is allowed.
    pub(crate) fn become_it(&self) -> nix::Result<()> {
        unistd::setgroups(&self.groups)?;
        unistd::setresgid(self.gid, self.gid, self.gid)?;
        unistd::setresuid(self.uid, self.uid, self.uid)
    }
}

impl Command {
    pub(crate) fn c_program(&self) -> Result<CString, LaunchError> {
        c_string(self.program.as_os_str().as_bytes().to_vec())
    }

    pub(crate) fn c_argv(&self) -> Result<Vec<CString>, LaunchError> {
        self.argv.iter().map(|arg| c_string(arg.as_bytes().to_vec())).collect()
    }

    pub(crate) fn c_environment(&self) -> Result<Vec<CString>, LaunchError> {
        let mut entries = process::environment();
        for change in &self.environment {
            let name = match change {
                Variable::Set(name, _) | Variable::Unset(name) => name.as_bytes(),
            };
            let is_it = |entry: &CString| {
                entry.as_bytes().strip_prefix(name).is_some_and(|rest| rest.starts_with(b"="))
            };
            let place = entries.iter().position(is_it);
            entries.retain(|entry| !is_it(entry));
            if let Variable::Set(_, value) = change {
                let entry = c_string([name, b"=", value.as_bytes()].concat())?;
                entries.insert(place.unwrap_or(entries.len()), entry);
            }
        }
        Ok(entries)
    }
}

fn c_string(bytes: Vec<u8>) -> Result<CString, LaunchError> {
    CString::new(bytes).map_err(|_| LaunchError::Nul)
}

/// Where the program `name` is: the name itself where it has a slash, else the first executable file along
/// `path` (the value of PATH), in which an empty entry is the current directory.
pub fn resolve(name: &OsStr, path: Option<&OsStr>) -> Result<PathBuf, ExecError> {
    let plain = PathBuf::from(name);
    if name.as_bytes().contains(&b'/') {
        return match fs::metadata(&plain) {
            Ok(_) => Ok(plain),
            Err(error) => {
                let errno = errno_of(&error);
                Err(ExecError { why: why(&plain, errno), path: plain, errno })
            }
        };
    }
    let mut seen = None;
    for directory in path.unwrap_or_default().as_bytes().split(|&byte| byte == b':') {
        let directory = match directory {
            b"" => std::env::current_dir().unwrap_or_default(),
            bytes => PathBuf::from(OsString::from_vec(bytes.to_vec())),
        };
        let candidate = directory.join(&plain);
        match fs::metadata(&candidate) {
            Ok(data) if data.is_file() && data.permissions().mode() & 0o111 != 0 => return Ok(candidate),
            Ok(_) => seen = seen.or(Some(candidate)),
            Err(_) => {}
        }
    }
    Err(match seen {
        Some(path) if !name.is_empty() => {
            ExecError { why: why(&path, Errno::EACCES), path, errno: Errno::EACCES }
        }
        _ => ExecError { path: plain, errno: Errno::ENOENT, why: Why::NotAlongPath },
    })
}

/// A program that can't be run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {why} ({})", path.display(), errno.desc())]
pub struct ExecError {
    /// The file.
    pub path: PathBuf,
    /// What execve said, or would say.
    pub errno: Errno,
    /// What that means here.
    pub why: Why,
}

/// Why a program can't be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no such file.
    Absent,
    /// There is none in any directory of PATH.
    NotAlongPath,
    /// It is a directory.
    Directory,
    /// It is a device, a pipe, a socket.
    NotRegular,
    /// Nobody may execute it.
    NoExecuteBit,
    /// It lies on a file system mounted noexec.
    NoExecMount,
    /// What the file names as its interpreter is not there.
    NoInterpreter(PathBuf),
    /// It is built for another kind of machine: the number in its ELF header.
    OtherMachine(u16),
    /// It is neither a binary nor a script that names its interpreter.
    NoProgram,
    /// It is empty.
    Empty,
    /// rtrace may not become the user who is to run it.
    User,
    /// Nothing that can be seen in the file.
    Unexplained,
}

impl ExecError {
    /// What `errno` means, where execve of `path` answered it.
    pub fn new(path: &Path, errno: Errno) -> ExecError {
        ExecError { path: path.to_owned(), errno, why: why(path, errno) }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Absent => f.write_str("there is no such file"),
            Why::NotAlongPath => f.write_str("no such program in any directory of PATH"),
            Why::Directory => f.write_str("it is a directory"),
            Why::NotRegular => f.write_str("it is not a regular file"),
            Why::NoExecuteBit => f.write_str("it is not marked executable (chmod +x)"),
            Why::NoExecMount => f.write_str("it lies on a file system that is mounted noexec"),
            Why::NoInterpreter(path) => write!(f, "its interpreter {} is not there", path.display()),
            Why::OtherMachine(machine) => {
                write!(f, "it is built for another machine (ELF machine number {machine})")
            }
            Why::NoProgram => f.write_str("it is neither a binary nor a script that begins with #!"),
            Why::Empty => f.write_str("it is an empty file"),
            Why::User => f.write_str("rtrace may not become the user who is to run it"),
            Why::Unexplained => f.write_str("it can't be run"),
        }
    }
}

fn errno_of(error: &std::io::Error) -> Errno {
    Errno::from_raw(error.raw_os_error().unwrap_or(0))
}

fn why(path: &Path, errno: Errno) -> Why {
    let Ok(data) = fs::metadata(path) else {
        return if errno == Errno::ENOENT { Why::Absent } else { Why::Unexplained };
    };
    match errno {
        Errno::EACCES if data.is_dir() => Why::Directory,
        Errno::EACCES if !data.is_file() => Why::NotRegular,
        Errno::EACCES if data.permissions().mode() & 0o111 == 0 => Why::NoExecuteBit,
        Errno::EACCES if is_on_noexec_mount(path) => Why::NoExecMount,
        Errno::ENOENT => match interpreter(&head(path)) {
            Some(interpreter) => Why::NoInterpreter(interpreter),
            None => Why::Unexplained,
        },
        Errno::ENOEXEC if data.len() == 0 => Why::Empty,
        Errno::ENOEXEC => match Elf::new(&head(path)) {
            Some(elf) => elf.machine().map_or(Why::Unexplained, Why::OtherMachine),
            None => Why::NoProgram,
        },
        _ => Why::Unexplained,
    }
}

fn is_on_noexec_mount(path: &Path) -> bool {
    statvfs(path).is_ok_and(|fs| fs.flags().contains(FsFlags::ST_NOEXEC))
}

/// The beginning of a file: as much as holds a script's first line or a binary's program headers.
fn head(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(file) = File::open(path) {
        // What could be read serves.
        let _ = file.take(4096).read_to_end(&mut bytes);
    }
    bytes
}

/// The interpreter that a script's first line or a binary's PT_INTERP names.
fn interpreter(head: &[u8]) -> Option<PathBuf> {
    let name = match head.strip_prefix(b"#!") {
        Some(script) => {
            let line = script.split(|&byte| byte == b'\n').next()?.trim_ascii();
            line.split(|byte| b" \t".contains(byte)).next()?
        }
        None => Elf::new(head)?.interpreter()?,
    };
    Some(PathBuf::from(OsString::from_vec(name.to_vec())))
}

/// A little-endian ELF file's beginning. See elf(5).
struct Elf<'a> {
    bytes: &'a [u8],
    wide: bool,
}

impl<'a> Elf<'a> {
    const PT_INTERP: u64 = 3;

    fn new(bytes: &'a [u8]) -> Option<Elf<'a>> {
        match bytes {
            [0x7f, b'E', b'L', b'F', class @ 1..=2, 1, ..] => Some(Elf { bytes, wide: *class == 2 }),
            _ => None,
        }
    }

    fn number(&self, at: usize, size: usize) -> Option<u64> {
        let bytes = self.bytes.get(at..at.checked_add(size)?)?;
        Some(bytes.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte)))
    }

    fn machine(&self) -> Option<u16> {
        self.number(18, 2)?.try_into().ok()
    }

    fn interpreter(&self) -> Option<&'a [u8]> {
        // Offsets of: e_phoff, e_phentsize, e_phnum; p_offset, p_filesz; and how wide the offsets are.
        let (phoff, phentsize, phnum, offset, size, word) =
            if self.wide { (32, 54, 56, 8, 32, 8) } else { (28, 42, 44, 4, 16, 4) };
        let table = usize::try_from(self.number(phoff, word)?).ok()?;
        let entry = self.number(phentsize, 2)? as usize;
        let count = self.number(phnum, 2)? as usize;
        let header = (0..count)
            .filter_map(|i| table.checked_add(i * entry))
            .find(|&at| self.number(at, 4) == Some(Self::PT_INTERP))?;
        let start = usize::try_from(self.number(header.checked_add(offset)?, word)?).ok()?;
        let len = usize::try_from(self.number(header.checked_add(size)?, word)?).ok()?;
        let name = self.bytes.get(start..start.checked_add(len)?)?;
        name.split(|&byte| byte == 0).next()
    }
}

#[cfg(test)]
mod tests;
