//! The binary behind `cargo xtask`.

use std::process::ExitCode;

mod commands;

/// A document becomes millions of short-lived tokens on several threads, which is what the allocators of most systems
/// are slowest at: they take a third of a run and keep what each thread has freed.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    commands::main()
}
