//! The tool as a process of its own, measured and limited.
//!
//! In: arguments, a folder, limits of the shell. Out: its exit code, what it said, its processor time and peak memory.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The most a document may cost.
const MAX_TIME: Duration = Duration::from_secs(20);
const MAX_MEMORY: u64 = 2 << 20;

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
    /// Processor time of all threads, so that a crowded machine fails no test.
    pub(crate) time: Duration,
    /// The most memory it held (`VmHWM`), in KiB.
    pub(crate) memory: u64,
}

/// A folder that is removed in the end.
pub(crate) struct TempFolder(pub(crate) PathBuf);

impl TempFolder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "callspec-hostile-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Writes a file and gives its path.
    pub(crate) fn put(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The tool in a folder.
pub(crate) fn tool(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1");
    command
}

/// The tool's `codegen` of a foreign document into `out` of the folder it runs in.
pub(crate) fn codegen(folder: &Path, spec: &str) -> Command {
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("crates");
    let arguments = ["codegen", "--spec", spec, "--name", "hostile", "--out", "out", "--core"];
    let mut command = tool(folder, &arguments);
    command.arg(core);
    command
}

/// The same command behind something that changes what it may do: `ulimit -s 512`, `unshare -n`.
pub(crate) fn behind(shell: &str, command: &Command) -> Command {
    let mut outer = Command::new("sh");
    outer
        .args(["-c", &format!("{shell} \"$@\""), "sh"])
        .arg(command.get_program())
        .args(command.get_args());
    outer.current_dir(command.get_current_dir().unwrap());
    outer.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    outer
}

/// Runs a command to its end, which comes within the bounds.
pub(crate) fn run(command: &mut Command) -> Ended {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut stdout, mut stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    thread::scope(|scope| {
        let read = |pipe: &mut dyn std::io::Read| {
            let mut bytes = Vec::new();
            pipe.read_to_end(&mut bytes).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        let out = scope.spawn(move || read(&mut stdout.by_ref()));
        let err = scope.spawn(move || read(&mut stderr.by_ref()));
        let (code, time, memory) = watch(&mut child);
        Ended {
            code,
            out: out.join().unwrap(),
            err: err.join().unwrap(),
            time,
            memory,
        }
    })
}

fn watch(child: &mut Child) -> (Option<i32>, Duration, u64) {
    let (mut time, mut memory) = (Duration::ZERO, 0);
    let begun = Instant::now();
    loop {
        time = time.max(processor_time(child.id()).unwrap_or_default());
        memory = memory.max(peak_memory(child.id()).unwrap_or_default());
        if time > MAX_TIME || memory > MAX_MEMORY || begun.elapsed() > 8 * MAX_TIME {
            let _ = child.kill();
            child.wait().unwrap();
            panic!("{time:?} of processor time, {memory} KiB after {:?}", begun.elapsed());
        }
        if let Some(status) = child.try_wait().unwrap() {
            return (status.code(), time, memory);
        }
        thread::sleep(Duration::from_millis(2));
    }
}

fn peak_memory(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// User and system time (`proc_pid_stat(5)`, fields 14 and 15, in hundredths of a second).
fn processor_time(id: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks: u64 = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<u64>().ok())
        .sum();
    Some(Duration::from_millis(ticks * 10))
}

/// Runs `codegen` on a text, which is refused with a code and a place, or generated: what is said.
pub(crate) fn outcome(name: &str, text: &str) -> Ended {
    let temp = TempFolder::new();
    temp.put(name, text);
    let ended = run(&mut codegen(&temp.0, name));
    assert!(matches!(ended.code, Some(0 | 1)), "{ended:?}");
    assert!(!ended.err.contains("panicked"), "{}", ended.err);
    let written = temp.0.join("out").exists();
    assert_eq!(written, ended.code == Some(0), "{ended:?}");
    ended
}

/// Runs `codegen` on a text that is refused with a code, at a place.
pub(crate) fn refused(name: &str, text: &str, code: &str, at: &str) -> Ended {
    let ended = outcome(name, text);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let (code, at) = (format!("error[{code}]: "), format!("--> {name}{at}"));
    assert!(
        ended.err.contains(&code) && ended.err.contains(&at),
        "{code}, {at} in {}",
        ended.err
    );
    ended
}

/// Runs `codegen` on a text from which crates are generated.
pub(crate) fn generated(name: &str, text: &str) -> Ended {
    let ended = outcome(name, text);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    ended
}
