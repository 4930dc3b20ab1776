//! The `rtrace` program.

fn main() -> std::process::ExitCode {
    rtrace::run::main()
}
