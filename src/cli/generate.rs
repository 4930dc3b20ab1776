//! The manual page and completions for shells, from the definition of the options.

use super::Args;
use clap_complete::{Generator, Shell};
use std::io::{self, Write};

/// What can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generated {
    /// The manual page, for man(1).
    Manual,
    /// What completes options in a shell.
    Completion(Shell),
}

impl Generated {
    /// What is called so.
    pub fn named(name: &str) -> Option<Generated> {
        Some(match name {
            "man" => Generated::Manual,
            "bash" => Generated::Completion(Shell::Bash),
            "elvish" => Generated::Completion(Shell::Elvish),
            "fish" => Generated::Completion(Shell::Fish),
            "powershell" => Generated::Completion(Shell::PowerShell),
            "zsh" => Generated::Completion(Shell::Zsh),
            _ => return None,
        })
    }

    /// Writes it.
    pub fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let mut command = Args::definition();
        let mut text = Vec::new();
        match self {
            Generated::Manual => {
                let manual = clap_mangen::Man::new(command)
                    .title("RTRACE")
                    .manual("General Commands Manual")
                    .source(concat!("rtrace ", env!("CARGO_PKG_VERSION")));
                manual.render(&mut text)?;
            }
            Generated::Completion(shell) => {
                command.set_bin_name("rtrace");
                shell.generate(&command, &mut text);
            }
        }
        out.write_all(&text)
    }
}
