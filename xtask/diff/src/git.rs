//! Revisions, read with `git` itself; nothing is checked out.
//!
//! In: a revision and a folder. Out: the files below the folder as they are in that revision.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// Why git cannot tell.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// git is not there.
    #[error("cannot run git: {0}")]
    Missing(#[from] io::Error),
    /// git refuses.
    #[error("git {what}: {said}")]
    Refused {
        /// What it was asked.
        what: String,
        /// What it said.
        said: String,
    },
    /// git answers in a way that it does not document.
    #[error("git {0}: what it prints is not understood")]
    Answer(String),
}

/// Names of the default branch, most telling first.
const DEFAULTS: &[&str] = &["origin/HEAD", "origin/main", "origin/master", "main", "master"];

/// A repository, by a folder in it.
#[derive(Clone, Debug)]
pub struct Git(pub PathBuf);

impl Git {
    /// The commit that a revision names.
    ///
    /// # Errors
    ///
    /// Where it names none.
    pub fn commit(&self, revision: &str) -> Result<String, GitError> {
        // A revision never begins so, and an option must not.
        if revision.starts_with('-') {
            return Err(GitError::Refused {
                what: "rev-parse".to_owned(),
                said: format!("`{revision}` is no revision"),
            });
        }
        let wanted = format!("{revision}^{{commit}}");
        let id = self.text(&["rev-parse", "--verify", "--quiet", &wanted]);
        id.map_err(|error| match error {
            GitError::Refused { what, .. } => GitError::Refused {
                what,
                said: format!("`{revision}` is no revision here, and no file or folder"),
            },
            other => other,
        })
    }

    /// The commit where the branch of a revision left the default branch.
    ///
    /// # Errors
    ///
    /// Where there is no default branch, or nothing in common with it.
    pub fn merge_base(&self, revision: &str) -> Result<String, GitError> {
        let revision = self.commit(revision)?;
        let default = DEFAULTS.iter().find(|name| self.commit(name).is_ok());
        let default = default.ok_or_else(|| GitError::Refused {
            what: "merge-base".to_owned(),
            said: "no default branch is known; give --base".to_owned(),
        })?;
        self.text(&["merge-base", &revision, default])
    }

    /// The texts below a folder of a commit, by path from the repository's folder; what is no text is left out.
    ///
    /// # Errors
    ///
    /// Where git refuses.
    pub fn files(&self, commit: &str, folder: &str) -> Result<BTreeMap<PathBuf, String>, GitError> {
        let pattern = format!("{}/", folder.trim_end_matches('/'));
        let list = self.bytes(&["ls-tree", "-r", "-z", "--name-only", commit, "--", &pattern], None)?;
        let list = String::from_utf8_lossy(&list).into_owned();
        let paths: Vec<&str> = list.split('\0').filter(|path| !path.is_empty()).collect();
        let mut wanted = String::new();
        for path in &paths {
            wanted.push_str(&format!("{commit}:./{path}\n"));
        }
        let answer = self.bytes(&["cat-file", "--batch"], Some(wanted.into_bytes()))?;
        let mut rest = answer.as_slice();
        let mut files = BTreeMap::new();
        for path in paths {
            let blob = next_blob(&mut rest).ok_or_else(|| GitError::Answer("cat-file".to_owned()))?;
            if let Ok(text) = std::str::from_utf8(blob) {
                files.insert(PathBuf::from(path), text.to_owned());
            }
        }
        Ok(files)
    }

    fn text(&self, arguments: &[&str]) -> Result<String, GitError> {
        let bytes = self.bytes(arguments, None)?;
        Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
    }

    fn bytes(&self, arguments: &[&str], input: Option<Vec<u8>>) -> Result<Vec<u8>, GitError> {
        let mut child = Command::new("git")
            .arg("-C")
            .arg(&self.0)
            .args(arguments)
            .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        // git answers while it is asked: who writes must not wait for who reads.
        let asking = child.stdin.take().zip(input).map(|(mut pipe, input)| {
            thread::spawn(move || {
                // A git that has gone away says why below.
                let _ = pipe.write_all(&input);
            })
        });
        let mut answer = Vec::new();
        if let Some(mut pipe) = child.stdout.take() {
            pipe.read_to_end(&mut answer)?;
        }
        let output = child.wait_with_output()?;
        if let Some(asking) = asking {
            // It cannot panic, and has nothing to say.
            let _ = asking.join();
        }
        if output.status.success() {
            return Ok(answer);
        }
        Err(GitError::Refused {
            what: arguments.first().copied().unwrap_or_default().to_owned(),
            said: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        })
    }
}

/// Whether a folder is in a repository.
pub fn is_repository(folder: &Path) -> bool {
    let git = Git(folder.to_owned());
    git.text(&["rev-parse", "--git-dir"]).is_ok()
}

/// One answer of `git cat-file --batch`: `<id> blob <size>`, the bytes, a newline.
fn next_blob<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(&rest[..end]).ok()?;
    let mut words = head.split(' ').skip(1);
    if words.next()? != "blob" {
        return None;
    }
    let size: usize = words.next()?.parse().ok()?;
    let start = end + 1;
    let blob = rest.get(start..start + size)?;
    *rest = rest.get(start + size + 1..)?;
    Some(blob)
}
