//! Arguments as getopt_long(3) reads them, with what clap's definition of the options says: letters in bundles, names cut
//! short, values behind `=` or in the next argument, up to the first argument that is no option.

use super::OURS;
use clap::{Arg, Command};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

/// An option as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The field of the options that it is.
    pub id: String,
    /// How it was named: `-a`, or `--columns` in full.
    pub name: String,
    /// Its value, where it has one.
    pub value: Option<OsString>,
}

/// What can't be read; in the words of getopt_long.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Misread {
    /// No option has this letter.
    #[error("invalid option -- '{0}'")]
    Letter(String),
    /// No option is called so.
    #[error("unrecognized option '{0}'")]
    Unknown(String),
    /// Several options begin so.
    #[error("option '{0}' is ambiguous; possibilities: {1}")]
    Ambiguous(String, String),
    /// The option needs a value, and there is none.
    #[error("option '{0}' requires an argument")]
    Missing(String),
    /// The same, of a letter.
    #[error("option requires an argument -- '{0}'")]
    MissingOfLetter(char),
    /// The option takes no value.
    #[error("option '{0}' doesn't allow an argument")]
    Unwanted(String),
}

/// Whether an option has a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    Nothing,
    /// Behind `=`, or none.
    Perhaps,
    Always,
}

fn takes(arg: &Arg) -> Takes {
    match arg.get_action().takes_values() {
        false => Takes::Nothing,
        true if arg.is_require_equals_set() => Takes::Perhaps,
        true => Takes::Always,
    }
}

/// The names that an option has, without the dashes.
fn names(arg: &Arg) -> impl Iterator<Item = &str> {
    arg.get_long().into_iter().chain(arg.get_all_aliases().unwrap_or_default())
}

/// The options, and the arguments behind them. `args` is without the program's own name.
pub fn read(
    command: &Command,
    args: impl IntoIterator<Item = OsString>,
) -> Result<(Vec<Typed>, Vec<OsString>), Misread> {
    let mut typed = Vec::new();
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        match arg.as_bytes() {
            b"--" => return Ok((typed, args.collect())),
            [b'-', b'-', name @ ..] => typed.push(long(command, OsStr::from_bytes(name), &mut args)?),
            [b'-', letters @ ..] if !letters.is_empty() => bundle(command, letters, &mut args, &mut typed)?,
            _ => return Ok((typed, [arg].into_iter().chain(args).collect())),
        }
    }
    Ok((typed, Vec::new()))
}

/// Letters behind one dash. The first that needs a value takes the rest as it, or the next argument.
fn bundle(
    command: &Command,
    letters: &[u8],
    next: &mut impl Iterator<Item = OsString>,
    typed: &mut Vec<Typed>,
) -> Result<(), Misread> {
    for (i, letter) in letters.iter().enumerate() {
        let letter = char::from(*letter);
        let Some(arg) = command.get_arguments().find(|arg| arg.get_short() == Some(letter)) else {
            return Err(Misread::Letter(letter.to_string()));
        };
        let mut option = Typed { id: arg.get_id().to_string(), name: format!("-{letter}"), value: None };
        if takes(arg) == Takes::Always {
            let rest = &letters[i + 1..];
            let value = if rest.is_empty() { next.next() } else { Some(OsStr::from_bytes(rest).to_owned()) };
            option.value = Some(value.ok_or(Misread::MissingOfLetter(letter))?);
            typed.push(option);
            return Ok(());
        }
        typed.push(option);
    }
    Ok(())
}

/// An option by its name, which may be cut short as long as no other one begins so.
fn long(
    command: &Command,
    text: &OsStr,
    next: &mut impl Iterator<Item = OsString>,
) -> Result<Typed, Misread> {
    let bytes = text.as_bytes();
    let shown = format!("--{}", text.to_string_lossy());
    let (name, value) = match bytes.iter().position(|byte| *byte == b'=') {
        Some(at) => (&bytes[..at], Some(OsString::from_vec(bytes[at + 1..].to_vec()))),
        None => (bytes, None),
    };
    let all = || command.get_arguments().flat_map(|arg| names(arg).map(move |name| (arg, name)));
    let exact = all().find(|(_, known)| known.as_bytes() == name);
    let mut begins: Vec<(&Arg, &str)> =
        all().filter(|(_, known)| known.as_bytes().starts_with(name)).collect();
    let ours = |arg: &Arg| OURS.contains(&arg.get_id().as_str());
    if begins.iter().any(|(arg, _)| !ours(arg)) {
        begins.retain(|(arg, _)| !ours(arg));
    }
    let (arg, name) = match (exact, &begins[..]) {
        (Some(found), _) => found,
        (None, []) => return Err(Misread::Unknown(shown)),
        (None, [found, rest @ ..]) if rest.iter().all(|(arg, _)| arg.get_id() == found.0.get_id()) => *found,
        (None, several) => {
            let possible: Vec<String> = several.iter().map(|(_, name)| format!("'--{name}'")).collect();
            return Err(Misread::Ambiguous(shown, possible.join(" ")));
        }
    };
    let name = format!("--{name}");
    let value = match (takes(arg), value) {
        (Takes::Nothing, Some(_)) => return Err(Misread::Unwanted(name)),
        (Takes::Always, None) => Some(next.next().ok_or_else(|| Misread::Missing(name.clone()))?),
        (_, value) => value,
    };
    Ok(Typed { id: arg.get_id().to_string(), name, value })
}

/// The options as clap reads them without a doubt.
pub fn canonical<'a>(command: &'a Command, typed: &'a [Typed]) -> impl Iterator<Item = OsString> + use<'a> {
    typed.iter().flat_map(|option| {
        let arg = command.get_arguments().find(|arg| arg.get_id() == option.id.as_str());
        let name = match arg.and_then(Arg::get_long) {
            Some(long) => format!("--{long}"),
            None => option.name.clone(),
        };
        match &option.value {
            // The help has a short form and a long one.
            None if option.name.len() == 2 => vec![option.name.clone().into()],
            None => vec![name.into()],
            Some(value) if name.starts_with("--") => {
                let mut whole = OsString::from(name + "=");
                whole.push(value);
                vec![whole]
            }
            Some(value) => vec![name.into(), value.clone()],
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::Args;
    use super::*;
    use clap::CommandFactory;

    type Pairs = Vec<(String, String)>;

    fn options(args: &[&str]) -> Result<(Pairs, Vec<OsString>), Misread> {
        let (typed, rest) = read(&Args::command(), args.iter().map(OsString::from))?;
        let value = |option: &Typed| option.value.clone().unwrap_or_default().into_string().unwrap();
        Ok((typed.iter().map(|option| (option.name.clone(), value(option))).collect(), rest))
    }

    fn pairs(pairs: &[(&str, &str)]) -> Pairs {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn letters_come_in_bundles_and_the_last_takes_the_rest() {
        let (typed, rest) = options(&["-fcso12", "-o", "-x", "ls", "-l"]).unwrap();
        assert_eq!(typed, pairs(&[("-f", ""), ("-c", ""), ("-s", "o12"), ("-o", "-x")]));
        assert_eq!(rest, ["ls", "-l"]);
        assert_eq!(options(&["-", "x"]).unwrap().1, ["-", "x"]);
        assert_eq!(options(&["--", "-f"]).unwrap().1, ["-f"]);
        assert_eq!(options(&["-r=ms"]).unwrap_err().to_string(), "invalid option -- '='");
    }

    #[test]
    fn names_may_be_cut_short_where_one_option_is_left() {
        let (typed, rest) = options(&["--colu=3", "--seccomp-b", "--sil", "x"]).unwrap();
        assert_eq!(typed, pairs(&[("--columns", "3"), ("--seccomp-bpf", ""), ("--silent", "")]));
        assert_eq!(rest, ["x"], "an optional value stands behind =");
        let error = options(&["--abs=x", "--out=x"]).unwrap_err().to_string();
        let possible = "'--output' '--output-append-mode' '--output-separately'";
        assert_eq!(error, format!("option '--out=x' is ambiguous; possibilities: {possible}"));
    }

    #[test]
    fn what_is_missing_or_too_much_is_named() {
        let error = |args: &[&str]| options(args).unwrap_err().to_string();
        assert_eq!(error(&["--foo=1"]), "unrecognized option '--foo=1'");
        assert_eq!(error(&["-fJ"]), "invalid option -- 'J'");
        assert_eq!(
            error(&["--outpu"]),
            "option '--outpu' is ambiguous; possibilities: '--output' '--output-append-mode' '--output-separately'"
        );
        assert_eq!(error(&["--trace-path"]), "option '--trace-path' requires an argument");
        assert_eq!(error(&["-o"]), "option requires an argument -- 'o'");
        assert_eq!(error(&["--follow-f=1"]), "option '--follow-forks' doesn't allow an argument");
    }
}
