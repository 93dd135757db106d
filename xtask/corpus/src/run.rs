//! All documents of a folder. In: the folder. Out: a [`Row`] per document, whatever becomes of the others.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::compile;
use super::row::Row;
use callspec_codegen::output;
use callspec_codegen::parallel;

/// The longest that a document may take.
const LIMIT: Duration = Duration::from_secs(120);

/// How often a child is asked whether it has ended.
const PAUSE: Duration = Duration::from_millis(5);

/// What is done with the documents.
#[derive(Clone, Debug)]
pub struct Options {
    /// The scratch folder: rows, crates, builds.
    pub scratch: PathBuf,
    /// This project's root, which has the runtime crates and the lock file.
    pub root: PathBuf,
    /// Whether the crates are compiled.
    pub compile: bool,
    /// Whether examples are decoded and encoded again.
    pub examples: bool,
    /// How many jobs a compiler may run at once; `None`: as many as it likes.
    pub jobs: Option<usize>,
}

/// A document and the prefix of its crates.
pub type Document = (String, PathBuf);

/// The documents of a folder, by name. Two of one name, as `a.json` and `a.yaml`, are told apart by their endings.
pub fn documents(folder: &Path, name_of: fn(&Path) -> String) -> io::Result<Vec<Document>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut files = entries.collect::<io::Result<Vec<_>>>()?;
    files.retain(|file| file.is_file() && output::is_document(file));
    files.sort();
    let names: Vec<String> = files.iter().map(|file| name_of(file)).collect();
    let mut documents = Vec::with_capacity(files.len());
    for (file, name) in files.into_iter().zip(&names) {
        let is_shared = names.iter().filter(|other| *other == name).count() > 1;
        let ending = file.extension().unwrap_or_default().to_string_lossy();
        let name = if is_shared {
            format!("{name}-{ending}")
        } else {
            name.clone()
        };
        documents.push((name, file));
    }
    Ok(documents)
}

/// Runs all documents, as many at once as there are cores; `progress` hears of each that is done.
pub fn run(documents: Vec<Document>, options: &Options, progress: impl Fn(&str) + Sync) -> io::Result<Vec<Row>> {
    fs::create_dir_all(options.scratch.join("rows"))?;
    let count = documents.len();
    let done = AtomicUsize::new(0);
    let one = |(name, file): Document| {
        let row = child(&name, &file, options);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        progress(&format!("generated {done}/{count} {name}"));
        row.unwrap_or_else(|reason| Row {
            name,
            file,
            failure: Some(reason),
            ..Row::default()
        })
    };
    let mut rows = parallel::map(documents, one)?;
    if options.compile || options.examples {
        compile::all(&mut rows, options, &progress)?;
    }
    Ok(rows)
}

/// Runs one document in a process of its own, whose standard output is its row.
fn child(name: &str, file: &Path, options: &Options) -> Result<Row, String> {
    let failed = |what: &str, error: io::Error| format!("{what}: {error}");
    let path = options.scratch.join("rows").join(format!("{name}.json"));
    let stdout = File::create(&path).map_err(|error| failed("no file for the row", error))?;
    let tool = std::env::current_exe().map_err(|error| failed("this tool cannot find itself", error))?;
    let mut command = Command::new(tool);
    command.args(["--one", name]).arg(file);
    command.arg("--root").arg(&options.root);
    if options.compile || options.examples {
        command.arg("--out").arg(compile::folder(options, name));
    }
    if options.examples {
        command.arg("--examples");
    }
    command.stdin(Stdio::null()).stdout(stdout).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| failed("no process", error))?;
    let start = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if start.elapsed() < LIMIT => thread::sleep(PAUSE),
            Ok(None) => {
                // It may end by itself in between; either way nothing of it remains.
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("not done within {} s", LIMIT.as_secs()));
            }
            Err(error) => return Err(failed("the process is lost", error)),
        }
    };
    let text = fs::read_to_string(&path).map_err(|error| failed("no row", error))?;
    serde_json::from_str(&text).map_err(|_| format!("the process ended with {status} and no row"))
}
