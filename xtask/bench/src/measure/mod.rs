//! What a process costs. In: commands. Out: wall time, processor time and peak memory of each, as spreads over several
//! runs that take turns.
//!
//! Each run is started by a process of its own ([`child`]), a copy of this tool that has just begun: what the system
//! says of its one child is then the figure, and its own few megabytes are all that a figure of memory can hold too much.

mod child;
mod fault;
mod race;
mod spread;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use child::measure;
pub(super) use fault::Fault;
pub(super) use race::{Pace, Racer, race};
pub(super) use spread::{Cost, Spread};

/// One run of a process and all that it started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// Seconds from its start to its end.
    pub wall: f64,
    /// Seconds of processor time, its own and the system's for it.
    pub cpu: f64,
    /// The most memory that it, or the largest of the processes that it started, held at once; bytes.
    pub peak: u64,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// As it should.
    Fine,
    /// With another exit code, or by a signal.
    Failed,
    /// It was ended, because it had not ended by itself.
    TooLong,
}

/// What measuring needs: this tool, and a place for what processes say.
#[derive(Clone, Debug)]
pub(super) struct Stopwatch {
    /// This tool.
    pub(super) tool: PathBuf,
    /// A folder for logs.
    pub(super) scratch: PathBuf,
    /// The longest that a process may take.
    pub(super) deadline: Duration,
}

impl Stopwatch {
    /// Runs a command to its end.
    pub(super) fn run(&self, command: &Command) -> Result<Sample, Fault> {
        self.run_until(command, self.deadline)
    }

    /// Runs a command for at most so long.
    pub(super) fn run_until(&self, command: &Command, deadline: Duration) -> Result<Sample, Fault> {
        let log = self.scratch.join("log.txt");
        let broken = |error: std::io::Error| Fault::new("not measured", error.to_string());
        let said = self
            .wrap(command, &log, deadline)
            .and_then(|mut wrapped| wrapped.output());
        let said = said.map_err(broken)?;
        let said: Result<(Ending, Sample), _> = serde_json::from_slice(&said.stdout);
        let (ending, sample) = said.map_err(|error| Fault::new("not measured", error.to_string()))?;
        match ending {
            Ending::Fine => Ok(sample),
            Ending::TooLong => Err(Fault::new(
                "too long",
                format!("not done within {} s", deadline.as_secs()),
            )),
            Ending::Failed => Err(Fault::heard(&fs::read_to_string(&log).unwrap_or_default())),
        }
    }

    /// The command that runs another one and says what it cost.
    fn wrap(&self, command: &Command, log: &Path, deadline: Duration) -> std::io::Result<Command> {
        fs::create_dir_all(&self.scratch)?;
        let mut wrapped = Command::new(&self.tool);
        wrapped
            .args(["measure", "--seconds"])
            .arg(deadline.as_secs_f64().to_string())
            .arg("--")
            .arg(command.get_program())
            .args(command.get_args())
            .stdin(Stdio::null())
            .stderr(File::create(log)?);
        if let Some(folder) = command.get_current_dir() {
            wrapped.current_dir(folder);
        }
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => wrapped.env(name, value),
                None => wrapped.env_remove(name),
            };
        }
        Ok(wrapped)
    }
}
