//! The process that runs one command. In: the command's line. Out, on standard output: how it ended and what it cost.

use std::ffi::OsString;
use std::io;
use std::time::Duration;

use super::{Ending, Sample};

/// Runs a command for at most so long, its two outputs on standard error.
#[cfg(unix)]
pub fn measure(line: &[OsString], deadline: Duration) -> io::Result<(Ending, Sample)> {
    use std::os::unix::process::CommandExt as _;
    use std::process::{Command, Stdio};
    use std::sync::mpsc;
    use std::thread;
    use std::time::Instant;

    use rustix::io::dup;
    use rustix::process::{Pid, Signal, kill_process_group};

    let Some((program, arguments)) = line.split_first() else {
        return Err(io::Error::other("no command"));
    };
    let mut command = Command::new(program);
    // In a group of its own, so that what it started ends with it.
    command.args(arguments).stdin(Stdio::null()).process_group(0);
    command.stdout(dup(io::stderr())?);
    let start = Instant::now();
    let mut child = command.spawn()?;
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let (done, is_done) = mpsc::channel::<()>();
    let guard = thread::spawn(move || {
        let is_late = is_done.recv_timeout(deadline) == Err(mpsc::RecvTimeoutError::Timeout);
        if let Some(group) = group.filter(|_| is_late) {
            // It may have ended in between.
            let _ = kill_process_group(group, Signal::KILL);
        }
        is_late
    });
    let status = child.wait()?;
    let wall = start.elapsed().as_secs_f64();
    drop(done);
    let was_late = guard.join().unwrap_or_default();
    let (cpu, peak) = used()?;
    let ending = match (status.success(), was_late) {
        (true, _) => Ending::Fine,
        (false, true) => Ending::TooLong,
        (false, false) => Ending::Failed,
    };
    Ok((ending, Sample { wall, cpu, peak }))
}

/// Processor time and peak memory of all that was waited for.
#[cfg(unix)]
fn used() -> io::Result<(f64, u64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let microseconds = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    // Apple's systems count in bytes, all others in KiB.
    let unit = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    let peak = u64::try_from(usage.max_rss()).unwrap_or_default() * unit;
    Ok((Duration::from_micros(microseconds.unsigned_abs()).as_secs_f64(), peak))
}

/// There is no such account of a process here.
#[cfg(not(unix))]
pub fn measure(_line: &[OsString], _deadline: Duration) -> io::Result<(Ending, Sample)> {
    Err(io::ErrorKind::Unsupported.into())
}
