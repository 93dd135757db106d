//! Where figures were taken. In: this machine. Out: what a reader has to know of it to compare; no name of it.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// A machine, and what runs on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Machine {
    /// The processor's model.
    pub(super) cpu: String,
    /// Cores that a process may use.
    pub(super) cores: usize,
    /// Memory in GiB.
    pub(super) memory: String,
    /// The system and its kernel.
    pub(super) system: String,
    /// The compiler.
    pub(super) rustc: String,
    /// The Java that runs openapi-generator.
    pub(super) java: String,
}

impl Machine {
    /// This one.
    pub(super) fn this() -> Self {
        let unknown = || "unknown".to_owned();
        Self {
            cpu: field("/proc/cpuinfo", "model name").unwrap_or_else(unknown),
            cores: thread::available_parallelism().map_or(1, usize::from),
            memory: memory().unwrap_or_else(unknown),
            system: system().unwrap_or_else(unknown),
            rustc: first_line("rustc", &["-V"]).unwrap_or_else(unknown),
            java: first_line("java", &["-version"]).unwrap_or_else(|| "none".to_owned()),
        }
    }

    /// In a line.
    pub(super) fn line(&self) -> String {
        let Self {
            cpu,
            cores,
            memory,
            system,
            rustc,
            java,
        } = self;
        format!("{cpu}, {cores} cores, {memory} of memory, {system}; {rustc}; Java: {java}")
    }
}

fn memory() -> Option<String> {
    let kib: u64 = field("/proc/meminfo", "MemTotal")?
        .split_whitespace()
        .next()?
        .parse()
        .ok()?;
    Some(format!("{} GiB", (kib + (1 << 19)) >> 20))
}

fn system() -> Option<String> {
    let kernel = first_line("uname", &["-sr"])?;
    let name = field("/etc/os-release", "PRETTY_NAME").map(|name| name.trim_matches('"').to_owned());
    Some(name.map_or(kernel.clone(), |name| format!("{name}, {kernel}")))
}

/// What follows a key, `:` or `=`, in the first line of a file that begins with it.
fn field(file: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let rest = text.lines().find_map(|line| line.strip_prefix(key))?;
    Some(rest.trim_start().trim_start_matches([':', '=']).trim().to_owned())
}

/// The first line that a program writes, on either output.
fn first_line(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    let both = [output.stdout, output.stderr].concat();
    String::from_utf8_lossy(&both).lines().next().map(str::to_owned)
}

/// The day in Greenwich, as `2025-12-31`.
pub(super) fn today() -> String {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs();
    day(seconds / 86_400)
}

/// The date of a day since 1970-01-01, by Howard Hinnant's `civil_from_days`: years that begin in March.
fn day(days: u64) -> String {
    let days = days + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let date = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = era * 400 + year + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{date:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_dates() {
        for (days, date) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (19_782, "2024-02-29"),
            (20_453, "2025-12-31"),
        ] {
            assert_eq!(day(days), date);
        }
    }
}
