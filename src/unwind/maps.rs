//! `/proc/PID/maps`, as far as code is mapped.

/// A mapping that may be executed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mapping {
    /// The first address.
    pub start: u64,
    /// The address behind the last one.
    pub end: u64,
    /// The offset in the file.
    pub offset: u64,
    /// The file's device, major and minor, and its inode; an inode of 0 is no file.
    pub file: (u64, u64, u64),
    /// The file's path, or a name in brackets; empty for anonymous memory.
    pub path: Vec<u8>,
}

/// The executable mappings of `maps`, in order of address. Lines that read otherwise than proc(5) has them are left out.
pub fn executable(maps: &[u8]) -> Vec<Mapping> {
    maps.split(|byte| *byte == b'\n').filter_map(line).collect()
}

/// `start-end perms offset major:minor inode path`.
fn line(line: &[u8]) -> Option<Mapping> {
    let mut fields = line.splitn(6, |byte| *byte == b' ');
    let mut word = || fields.next().and_then(|field| std::str::from_utf8(field).ok());
    let (start, end) = word()?.split_once('-')?;
    if word()?.as_bytes().get(2) != Some(&b'x') {
        return None;
    }
    let offset = hex(word()?)?;
    let (major, minor) = word()?.split_once(':')?;
    let file = (hex(major)?, hex(minor)?, word()?.parse().ok()?);
    let path = fields.next().unwrap_or_default().trim_ascii_start().to_vec();
    Some(Mapping { start: hex(start)?, end: hex(end)?, offset, file, path })
}

fn hex(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_code_is_kept_with_the_whole_path() {
        let maps = b"00400000-00401000 r--p 00000000 fe:00 17                 /bin/a b\n\
                     00401000-00402000 r-xp 00001000 fe:00 17                 /bin/a b (deleted)\n\
                     7f0000000000-7f0000001000 rwxp 00000000 00:00 0 \n\
                     nonsense\n";
        let found = executable(maps);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].path, b"/bin/a b (deleted)");
        assert_eq!(
            (found[0].start, found[0].end, found[0].offset, found[0].file),
            (0x401000, 0x402000, 0x1000, (0xfe, 0, 17))
        );
        assert!(found[1].path.is_empty());
    }
}
