//! What an ELF file says of its code: how to unwind it, and its functions.

use super::maps::Mapping;
use addr2line::{Loader, demangle_auto};
use framehop::{ExplicitModuleSectionInfo, Module};
use object::elf::PF_X;
use object::read::{ReadCache, ReadRef};
use object::{Object, ObjectSection, ObjectSegment, ObjectSymbol, SegmentFlags, SymbolKind};
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::fmt::Write;
use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Where distributions keep the debug information of stripped files.
const DEBUG: &str = "/usr/lib/debug/.build-id";

/// So many functions that begin before an address are asked whether they reach it: functions can overlap.
const NEIGHBOURS: usize = 8;

/// An ELF file. Its addresses are those that it was linked for.
pub struct Binary {
    /// Those with code.
    segments: Vec<Segment>,
    /// The lowest address that it is loaded at.
    base: u64,
    text: Option<Range<u64>>,
    frames: Option<(Range<u64>, Rc<[u8]>)>,
    index: Option<(Range<u64>, Rc<[u8]>)>,
    debug_frames: Option<Rc<[u8]>>,
    functions: Vec<Function>,
    /// The files that may have line numbers, best first.
    sources: Vec<PathBuf>,
    loader: OnceCell<Option<Loader>>,
    found: RefCell<HashMap<u64, Rc<Place>>>,
}

struct Segment {
    offset: u64,
    size: u64,
    address: u64,
    align: u64,
}

struct Function {
    start: u64,
    /// 0 where the file doesn't say it, as for code in assembler.
    size: u64,
    name: Box<str>,
}

/// What is known of an address.
#[derive(Default)]
pub struct Place {
    /// The function, demangled, and its address.
    pub function: Option<(String, u64)>,
    /// File and line of the source.
    pub source: Option<(String, u32)>,
}

impl Binary {
    /// Reads an ELF file, as far as frames and functions go. `lines`: the path by which its line numbers can be read.
    pub fn open(file: File, lines: &Path) -> Option<Binary> {
        let cache = ReadCache::new(file);
        let mut binary = Binary::read(&cache)?;
        binary.sources.push(lines.to_path_buf());
        Some(binary)
    }

    /// Reads an ELF file from bytes.
    pub fn parse(bytes: &[u8]) -> Option<Binary> {
        Binary::read(bytes)
    }

    fn read<'a, R: ReadRef<'a>>(data: R) -> Option<Binary> {
        let file = object::File::parse(data).ok()?;
        let section = |name: &str| {
            let section = file.section_by_name(name)?;
            let data = section.data().ok().filter(|data| !data.is_empty())?;
            Some((section.address()..section.address().checked_add(section.size())?, Rc::from(data)))
        };
        let mut segments = Vec::new();
        for segment in file.segments() {
            let (offset, size) = segment.file_range();
            if matches!(segment.flags(), SegmentFlags::Elf { p_flags } if p_flags & PF_X != 0) {
                segments.push(Segment {
                    offset,
                    size,
                    address: segment.address(),
                    align: segment.align().max(1),
                });
            }
        }
        let mut functions = Vec::new();
        functions.extend(file.symbols().filter_map(|symbol| function(&symbol)));
        functions.extend(file.dynamic_symbols().filter_map(|symbol| function(&symbol)));
        let mut sources = Vec::new();
        if let Some(path) = file.build_id().ok().flatten().and_then(debug_file)
            && let Ok(debug) = File::open(&path)
        {
            let cache = ReadCache::new(debug);
            if let Ok(debug) = object::File::parse(&cache) {
                functions.extend(debug.symbols().filter_map(|symbol| function(&symbol)));
            }
            sources.push(path);
        }
        functions.sort_by_key(|function| (function.start, rank(&function.name)));
        functions.dedup_by(|next, kept| {
            let same = next.start == kept.start;
            if same {
                kept.size = kept.size.max(next.size);
            }
            same
        });
        let text = file.section_by_name(".text");
        Some(Binary {
            base: file.segments().map(|segment| segment.address()).min()?,
            segments,
            text: text.map(|text| text.address()..text.address().saturating_add(text.size())),
            frames: section(".eh_frame"),
            index: section(".eh_frame_hdr"),
            debug_frames: section(".debug_frame").map(|(_, data)| data),
            functions,
            sources,
            loader: OnceCell::new(),
            found: RefCell::default(),
        })
    }

    /// The address that the code at this offset in the file was linked for. What is mapped begins where its page does,
    /// at what may be the end of another segment; linkers have two segments differ in how far addresses are from offsets.
    pub fn address(&self, offset: u64) -> Option<u64> {
        let within = |segment: &&Segment| {
            let start = segment.offset - segment.offset % segment.align;
            offset
                .checked_sub(start)
                .is_some_and(|within| within < segment.size.saturating_add(segment.offset - start))
        };
        let exact = self.segments.iter().filter(within).find(|segment| segment.offset <= offset);
        let segment = exact.or_else(|| self.segments.iter().find(within))?;
        Some(segment.address.wrapping_sub(segment.offset).wrapping_add(offset))
    }

    /// The file where it is mapped, for unwinding.
    pub fn module(&self, mapping: &Mapping) -> Option<Module<Rc<[u8]>>> {
        let bias = mapping.start.wrapping_sub(self.address(mapping.offset)?);
        let part = |part: &Option<(Range<u64>, Rc<[u8]>)>| match part {
            Some((range, data)) => (Some(range.clone()), Some(data.clone())),
            None => (None, None),
        };
        let ((eh_frame_svma, eh_frame), (eh_frame_hdr_svma, eh_frame_hdr)) =
            (part(&self.frames), part(&self.index));
        let sections = ExplicitModuleSectionInfo {
            base_svma: self.base,
            text_svma: self.text.clone(),
            eh_frame_svma,
            eh_frame,
            eh_frame_hdr_svma,
            eh_frame_hdr,
            debug_frame: self.debug_frames.clone(),
            ..Default::default()
        };
        let base = self.base.wrapping_add(bias);
        Some(Module::new(String::new(), mapping.start..mapping.end, base, sections))
    }

    /// What is known of an address: the function around it and, if asked for, the line.
    pub fn place(&self, address: u64, line: bool) -> Rc<Place> {
        let mut found = self.found.borrow_mut();
        let make = || {
            let function = self.function(address).map(|function| {
                (demangle_auto(Cow::Borrowed(&*function.name), None).into_owned(), function.start)
            });
            Rc::new(Place { function, source: line.then(|| self.line(address)).flatten() })
        };
        found.entry(address).or_insert_with(make).clone()
    }

    fn function(&self, address: u64) -> Option<&Function> {
        let behind = self.functions.partition_point(|function| function.start <= address);
        let before = self.functions[..behind].iter().rev().take(NEIGHBOURS);
        let mut near = before.enumerate();
        near.find(|(i, function)| match function.size {
            // What has no size ends where the next function begins.
            0 => *i == 0 && self.text.as_ref().is_none_or(|text| text.contains(&address)),
            size => address - function.start < size,
        })
        .map(|(_, function)| function)
    }

    fn line(&self, address: u64) -> Option<(String, u32)> {
        // addr2line adds one to it.
        address.checked_add(1)?;
        let loader = self.loader.get_or_init(|| self.sources.iter().find_map(|path| Loader::new(path).ok()));
        let location = loader.as_ref()?.find_location(address).ok().flatten()?;
        Some((location.file?.to_owned(), location.line?))
    }
}

/// A symbol, if it is a function's.
fn function<'a>(symbol: &impl ObjectSymbol<'a>) -> Option<Function> {
    let code = matches!(symbol.kind(), SymbolKind::Text | SymbolKind::Unknown);
    // ARM's mapping symbols, $x and $d, tell code from data.
    let name = symbol.name().ok().filter(|name| !name.is_empty() && !name.starts_with('$'))?;
    (code && symbol.is_definition() && symbol.address() != 0).then(|| Function {
        start: symbol.address(),
        size: symbol.size(),
        name: name.into(),
    })
}

/// Which of the names of one function is shown: the one that people call it by.
fn rank(name: &str) -> (usize, usize) {
    (name.bytes().take_while(|byte| *byte == b'_').count(), name.len())
}

fn debug_file(build_id: &[u8]) -> Option<PathBuf> {
    let (first, rest) = build_id.split_first()?;
    let mut path = format!("{DEBUG}/{first:02x}/");
    for byte in rest {
        // Writing to a String can't fail.
        _ = write!(path, "{byte:02x}");
    }
    Some(PathBuf::from(path + ".debug"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_itself_is_read_and_its_functions_are_found() {
        let path = std::env::current_exe().unwrap();
        let binary = Binary::open(File::open(&path).unwrap(), &path).unwrap();
        assert!(binary.frames.is_some() && !binary.functions.is_empty());
        let main = binary.functions.iter().find(|function| &*function.name == "main").unwrap();
        let place = binary.place(main.start + 1, false);
        assert_eq!(place.function, Some(("main".to_owned(), main.start)));
        assert!(binary.place(u64::MAX, true).function.is_none());
    }

    #[test]
    fn code_that_begins_in_the_page_where_another_segment_ends_is_where_it_was_linked_for() {
        const READ: u32 = 4;
        let mut file = b"\x7fELF\x02\x01\x01".to_vec();
        file.resize(16, 0);
        // An executable of x86_64, whose two program headers follow.
        file.extend([2, 0, 62, 0, 1, 0, 0, 0]);
        file.extend([0u64, 64, 0].iter().flat_map(|word| word.to_le_bytes()));
        file.extend([0u32.to_le_bytes(), [64, 0, 56, 0], [2, 0, 64, 0], [0; 4]].concat());
        for (flags, offset, address, size) in
            [(READ, 0u64, 0x20_0000u64, 0x17a8u64), (READ | PF_X, 0x17b0, 0x20_27b0, 0x800)]
        {
            file.extend([1, flags].iter().flat_map(|word| word.to_le_bytes()));
            file.extend(
                [offset, address, address, size, size, 0x1000].iter().flat_map(|word| word.to_le_bytes()),
            );
        }
        file.resize(0x2000, 0);
        let binary = Binary::parse(&file[..]).unwrap();
        assert_eq!(binary.base, 0x20_0000);
        for (offset, address) in [(0x1000, 0x20_2000), (0x17b0, 0x20_27b0), (0x1fa0, 0x20_2fa0)] {
            assert_eq!(binary.address(offset), Some(address), "{offset:#x}");
        }
        for beyond in [0, 0xfff, 0x1fb0, u64::MAX] {
            assert_eq!(binary.address(beyond), None, "{beyond:#x}");
        }
    }

    #[test]
    fn a_function_is_called_by_its_plainest_name() {
        let mut names = ["__libc_open64", "__open", "open64", "open"];
        names.sort_by_key(|name| rank(name));
        assert_eq!(names, ["open", "open64", "__open", "__libc_open64"]);
    }

    #[test]
    fn what_is_no_elf_file_says_nothing() {
        assert!(Binary::parse(b"#!/bin/sh\n").is_none());
        assert!(Binary::parse(b"\x7fELF\x02\x01\x01").is_none());
    }
}
