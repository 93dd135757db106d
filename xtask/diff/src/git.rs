//! Revisions, read with `git` itself; nothing is checked out, and nothing is fetched.
//!
//! In: a revision and a path. Out: the files there as they are in that revision, each when it is asked for.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use callspec_codegen::source::normal;

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

/// A repository, by a folder in it, from which all paths are seen.
#[derive(Clone, Debug)]
pub struct Git(pub PathBuf);

/// What a path of a revision is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    /// A file.
    File,
    /// A folder.
    Folder,
}

/// Where a branch left the default branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fork {
    /// The commit.
    pub commit: String,
    /// The name by which the default branch was found.
    pub default: &'static str,
}

impl Git {
    /// The repository as seen from its own top, where a path of `REVISION:PATH` begins.
    ///
    /// # Errors
    ///
    /// Outside of a repository.
    pub fn top(&self) -> Result<Self, GitError> {
        Ok(Self(self.text(&["rev-parse", "--show-toplevel"])?.into()))
    }

    /// The path from the top of a path of `REVISION:PATH`: `./` and `../` begin at this folder (gitrevisions).
    ///
    /// # Errors
    ///
    /// Outside of a repository.
    pub fn from_top(&self, path: &str) -> Result<PathBuf, GitError> {
        let prefix = if path.starts_with("./") || path.starts_with("../") {
            self.text(&["rev-parse", "--show-prefix"])?
        } else {
            String::new()
        };
        let whole = Path::new(&prefix).join(path);
        normal(&whole).ok_or_else(|| refused("cat-file", format!("{path} is outside of the repository")))
    }

    /// The commit that a revision names.
    ///
    /// # Errors
    ///
    /// Where it names none.
    pub fn commit(&self, revision: &str) -> Result<String, GitError> {
        // A revision never begins so, and an option must not.
        if revision.starts_with('-') {
            return Err(refused("rev-parse", format!("`{revision}` is no revision")));
        }
        let wanted = format!("{revision}^{{commit}}");
        let id = self.text(&["rev-parse", "--verify", "--quiet", &wanted]);
        id.map_err(|error| match error {
            GitError::Refused { what, .. } => refused(
                &what,
                format!("`{revision}` is no revision here, and no file or folder"),
            ),
            other => other,
        })
    }

    /// The commit where the branch of a revision left the default branch.
    ///
    /// # Errors
    ///
    /// Where the default branch is not here, or nothing in common with it.
    pub fn fork(&self, revision: &str) -> Result<Fork, GitError> {
        let commit = self.commit(revision)?;
        let is_known = |name: &&&str| self.commit(name).is_ok() && !(**name == "origin/HEAD" && self.is_clone_of_one());
        let Some(default) = DEFAULTS.iter().find(is_known) else {
            let hint = "fetch it, as by `git fetch origin main:refs/remotes/origin/main`, or give --base";
            return Err(refused(
                "merge-base",
                format!("the default branch is not known here; {hint}"),
            ));
        };
        let base = self.text(&["merge-base", &commit, default]);
        let commit = base.map_err(|error| match error {
            GitError::Refused { what, .. } => refused(&what, self.nothing_in_common(revision, default)),
            other => other,
        })?;
        Ok(Fork { commit, default })
    }

    /// Whether `origin/HEAD` is the branch that is checked out because nothing else was cloned.
    fn is_clone_of_one(&self) -> bool {
        let name = |of: &str| self.text(&["rev-parse", "--abbrev-ref", of]);
        let (Ok(default), Ok(current)) = (name("origin/HEAD"), name("HEAD")) else {
            return false;
        };
        self.is_shallow() && default == format!("origin/{current}")
    }

    fn is_shallow(&self) -> bool {
        let said = self.text(&["rev-parse", "--is-shallow-repository"]);
        said.is_ok_and(|said| said == "true")
    }

    fn nothing_in_common(&self, revision: &str, default: &str) -> String {
        if self.is_shallow() {
            format!(
                "this clone is shallow, and does not hold where `{revision}` left `{default}`; run `git fetch --unshallow`, or give --base"
            )
        } else {
            format!("`{revision}` and `{default}` have no commit in common; give --base")
        }
    }

    /// What a path of a commit is; `None` where there is nothing.
    pub fn kind(&self, commit: &str, path: &Path) -> Option<PathKind> {
        match self.text(&["cat-file", "-t", &at(commit, path)]).ok()?.as_str() {
            "blob" => Some(PathKind::File),
            "tree" => Some(PathKind::Folder),
            _ => None,
        }
    }

    /// The files and folders in a folder of a commit, by their paths.
    ///
    /// # Errors
    ///
    /// Where git refuses.
    pub fn entries(&self, commit: &str, folder: &Path) -> Result<Vec<PathBuf>, GitError> {
        self.list(&["ls-tree", "-z", "--name-only", commit, "--"], folder)
    }

    fn list(&self, arguments: &[&str], folder: &Path) -> Result<Vec<PathBuf>, GitError> {
        let pattern = format!("./{}/", folder.display());
        let list = self.bytes(&[arguments, &[&pattern]].concat(), None)?;
        let list = String::from_utf8_lossy(&list).into_owned();
        let paths = list.split('\0').filter(|path| !path.is_empty());
        Ok(paths.map(PathBuf::from).collect())
    }

    /// The text of a file of a commit.
    ///
    /// # Errors
    ///
    /// Where there is none, or it is no text.
    pub fn file(&self, commit: &str, path: &Path) -> io::Result<String> {
        let bytes = self.bytes(&["cat-file", "blob", &at(commit, path)], None);
        let bytes = bytes.map_err(|error| match error {
            GitError::Missing(error) => error,
            error => io::Error::new(io::ErrorKind::NotFound, error),
        })?;
        String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }

    /// All texts below a folder of a commit, in one go; what is no text is left out.
    ///
    /// # Errors
    ///
    /// Where git refuses.
    pub fn texts(&self, commit: &str, folder: &Path) -> Result<BTreeMap<PathBuf, String>, GitError> {
        let paths = self.list(&["ls-tree", "-r", "-z", "--name-only", commit, "--"], folder)?;
        let wanted: String = paths.iter().map(|path| at(commit, path) + "\n").collect();
        let answer = self.bytes(&["cat-file", "--batch"], Some(wanted.into_bytes()))?;
        let mut rest = answer.as_slice();
        let mut texts = BTreeMap::new();
        for path in paths {
            let blob = next_blob(&mut rest).ok_or_else(|| GitError::Answer("cat-file".to_owned()))?;
            if let Ok(text) = std::str::from_utf8(blob) {
                texts.insert(path, text.to_owned());
            }
        }
        Ok(texts)
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
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(refused(arguments.first().copied().unwrap_or_default(), said))
    }
}

/// Whether a folder is in a repository.
pub fn is_repository(folder: &Path) -> bool {
    let git = Git(folder.to_owned());
    git.text(&["rev-parse", "--git-dir"]).is_ok()
}

fn refused(what: &str, said: String) -> GitError {
    let what = what.to_owned();
    GitError::Refused { what, said }
}

/// A path of a commit, seen from the folder.
fn at(commit: &str, path: &Path) -> String {
    format!("{commit}:./{}", path.display())
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
