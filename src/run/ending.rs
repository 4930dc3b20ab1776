//! How rtrace ends.

use super::{FAILURE, complain};
use crate::event::End;
use crate::sys::signals;
use crate::tracer::Finish;
use crate::tracer::front::Ending;
use std::process::ExitCode;

/// The status that rtrace ends with. Dies of the signal that the program died of, or that asked rtrace to end.
pub fn status(name: &str, finish: Finish, refused: bool) -> ExitCode {
    conclude(ending(name, finish, refused))
}

/// Ends as that says.
pub fn conclude(ending: Ending) -> ExitCode {
    match ending {
        Ending::Exit(status) => ExitCode::from(status),
        Ending::Signal(signal) => {
            signals::die_of(signal);
            ExitCode::from(FAILURE)
        }
    }
}

/// How rtrace ends.
pub fn ending(name: &str, finish: Finish, refused: bool) -> Ending {
    match finish {
        Finish::Ended(Some(End::Exited(status))) => Ending::Exit(status as u8),
        Finish::Ended(Some(End::Killed { signal, .. })) | Finish::Interrupted(signal) => {
            Ending::Signal(signal)
        }
        Finish::Ended(None) if refused => Ending::Exit(FAILURE),
        Finish::Ended(None) | Finish::Released | Finish::Abandoned => Ending::Exit(0),
        Finish::NotRun(error) => {
            complain(name, error);
            Ending::Exit(FAILURE)
        }
    }
}
