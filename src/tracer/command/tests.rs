use super::*;

fn scratch(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("rtrace-command-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir(&path).unwrap();
    path
}

fn file(path: &Path, mode: u32, content: &[u8]) -> PathBuf {
    fs::write(path, content).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    path.to_owned()
}

#[test]
fn the_first_executable_file_along_the_path_is_it() {
    let dir = scratch("path");
    for part in ["a", "b", "c"] {
        fs::create_dir(dir.join(part)).unwrap();
    }
    fs::create_dir(dir.join("a/prog")).unwrap();
    file(&dir.join("b/prog"), 0o644, b"");
    let expected = file(&dir.join("c/prog"), 0o755, b"");
    let path = |parts: &[&str]| {
        let full: Vec<_> = parts.iter().map(|part| dir.join(part).into_os_string()).collect();
        full.join(OsStr::new(":"))
    };
    let all = path(&["none", "a", "b", "c"]);
    assert_eq!(resolve("prog".as_ref(), Some(&all)), Ok(expected));

    let error = resolve("prog".as_ref(), Some(&path(&["b"]))).unwrap_err();
    assert_eq!((error.path, error.why), (dir.join("b/prog"), Why::NoExecuteBit));
    let error = resolve("prog".as_ref(), Some(&path(&["none"]))).unwrap_err();
    assert_eq!((error.why, error.errno), (Why::NotAlongPath, Errno::ENOENT));
    assert_eq!(resolve("prog".as_ref(), None).unwrap_err().why, Why::NotAlongPath);
    assert_eq!(resolve("".as_ref(), Some(&all)).unwrap_err().why, Why::NotAlongPath);
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn an_empty_entry_of_path_is_the_current_directory() {
    let here = std::env::current_dir().unwrap();
    assert!(here.join("tests").is_dir());
    let error = resolve("tests".as_ref(), Some("".as_ref())).unwrap_err();
    assert_eq!((error.path, error.why), (here.join("tests"), Why::Directory));
}

#[test]
fn a_name_with_a_slash_is_not_looked_for() {
    assert_eq!(resolve("./x/../y/prog".as_ref(), Some("/bin".as_ref())).unwrap_err().why, Why::Absent);
    assert_eq!(resolve("/bin/sh".as_ref(), None), Ok("/bin/sh".into()));
}

#[test]
fn why_execve_failed_is_seen_in_the_file() {
    let dir = scratch("why");
    let why = |path: &Path, errno| ExecError::new(path, errno).why;
    assert_eq!(why(&dir, Errno::EACCES), Why::Directory);
    assert_eq!(why(Path::new("/dev/null"), Errno::EACCES), Why::NotRegular);
    assert_eq!(why(&file(&dir.join("plain"), 0o644, b"x"), Errno::EACCES), Why::NoExecuteBit);
    assert_eq!(why(&file(&dir.join("text"), 0o755, b"hello"), Errno::ENOEXEC), Why::NoProgram);
    assert_eq!(why(&file(&dir.join("empty"), 0o755, b""), Errno::ENOEXEC), Why::Empty);
    let script = file(&dir.join("script"), 0o755, b"#! /no/such/sh -x\necho");
    assert_eq!(why(&script, Errno::ENOENT), Why::NoInterpreter("/no/such/sh".into()));
    let mut elf = fs::read("/proc/self/exe").unwrap()[..4096].to_vec();
    let loader = Elf::new(&elf).unwrap().interpreter().unwrap().to_vec();
    assert!(loader.starts_with(b"/lib") && loader.windows(3).any(|w| w == b"ld-"), "{loader:?}");
    elf[18..20].copy_from_slice(&[0x2b, 0]);
    let foreign = file(&dir.join("sparc"), 0o755, &elf);
    assert_eq!(why(&foreign, Errno::ENOEXEC), Why::OtherMachine(43));
    assert_eq!(why(&dir.join("none"), Errno::ENOENT), Why::Absent);
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_broken_elf_header_names_no_interpreter() {
    let elf = fs::read("/proc/self/exe").unwrap()[..4096].to_vec();
    for len in 0..elf.len() {
        let _ = interpreter(&elf[..len]);
    }
    for at in 0..64 {
        let mut broken = elf.clone();
        broken[at] = 0xff;
        let _ = interpreter(&broken);
    }
}

#[test]
fn changes_to_the_environment_replace_add_and_remove() {
    let names = |command: &Command| -> Vec<String> {
        let entries = command.c_environment().unwrap();
        entries.into_iter().map(|e| e.into_string().unwrap()).filter(|e| e.starts_with("RTRACE_T")).collect()
    };
    let set = |name: &str, value: &str| Variable::Set(name.into(), value.into());
    let environment = vec![
        set("RTRACE_T1", "a"),
        set("RTRACE_T", "b"),
        set("RTRACE_T1", "c=d"),
        set("RTRACE_T2", "e"),
        Variable::Unset("RTRACE_T".into()),
    ];
    let command = Command { environment, ..Command::default() };
    assert_eq!(names(&command), ["RTRACE_T1=c=d", "RTRACE_T2=e"]);
}

#[test]
fn a_nul_byte_can_not_be_passed() {
    let command = Command { argv: vec!["a\0b".into()], ..Command::default() };
    assert!(matches!(command.c_argv(), Err(LaunchError::Nul)));
}
