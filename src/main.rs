//! The `rtrace` program.

fn main() {}
