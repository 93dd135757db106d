//! One side of a comparison: documents, read from the disk or from a revision, and understood.

use std::path::{Path, PathBuf};

use super::git::{Git, GitError, PathKind};
use super::surface::{self, Surface};
use callspec_codegen::ir::Api;
use callspec_codegen::normalise::Normalised;
use callspec_codegen::output;
use callspec_codegen::report::Report;
use callspec_codegen::source::{LoadError, Source, Stored};
use callspec_codegen::{document, lower, normalise, read};
use serde_json::Value;

/// Why a side cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SideError {
    /// A file.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A revision.
    #[error(transparent)]
    Git(#[from] GitError),
    /// A revision without documents.
    #[error("there is no .yaml, .yml or .json file in {folder} of {revision}")]
    Empty {
        /// The folder.
        folder: String,
        /// The revision.
        revision: String,
    },
    /// Two documents of a name.
    #[error("two documents of {revision} would both be the crates of `{name}`")]
    Twice {
        /// The name.
        name: String,
        /// The revision.
        revision: String,
    },
    /// A path that a revision does not have.
    #[error("there is no {path} in {revision}")]
    Missing {
        /// The path.
        path: String,
        /// The revision.
        revision: String,
    },
}

/// A document that has not been read yet.
#[derive(Debug)]
pub struct Input {
    /// The provider: the prefix of its crates.
    pub name: String,
    /// Its texts.
    pub source: Source,
}

/// A revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// As it was asked for.
    pub asked: String,
    /// Its commit.
    pub commit: String,
}

impl Revision {
    /// The revision that an argument names.
    ///
    /// # Errors
    ///
    /// Where it names none.
    pub fn of(git: &Git, asked: &str) -> Result<Self, GitError> {
        Ok(Self {
            asked: asked.to_owned(),
            commit: git.commit(asked)?,
        })
    }
}

/// One side.
#[derive(Debug, Default)]
pub struct Side {
    /// The revision that it is read from; `None` for files of the disk.
    pub revision: Option<Revision>,
    /// Its documents.
    pub inputs: Vec<Input>,
    /// What was generated from them, where it is kept beside them: paths below `generated` and texts.
    pub generated: Vec<(String, String)>,
}

impl Side {
    /// Keeps the documents that the other side has too: who gives one document asks of that one.
    pub fn keep(&mut self, other: &Self) {
        let is_there = |name: &str| other.inputs.iter().any(|input| input.name == name);
        self.inputs.retain(|input| is_there(&input.name));
    }

    /// A side of files: name, path, and how the path is shown.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read.
    pub fn of_files(files: &[(String, PathBuf, String)]) -> Result<Self, SideError> {
        let input = |(name, path, shown): &(String, PathBuf, String)| {
            let source = Source::load_as(path, shown)?;
            Ok(Input {
                name: name.clone(),
                source,
            })
        };
        let inputs = files.iter().map(input).collect::<Result<_, SideError>>()?;
        Ok(Self {
            inputs,
            ..Self::default()
        })
    }

    /// The documents of a folder of a revision; the path is seen from the folder of `git`, such as `specs`.
    ///
    /// # Errors
    ///
    /// Where there is no document.
    pub fn of_folder(git: &Git, revision: Revision, folder: &Path) -> Result<Self, SideError> {
        let stored = stored(git, &revision);
        let mut inputs = Vec::new();
        for path in git.entries(&revision.commit, folder)? {
            if output::is_document(&path) && git.kind(&revision.commit, &path) == Some(PathKind::File) {
                inputs.push(Input {
                    name: output::name_of(&path),
                    source: Source::from_stored(&stored, &path)?,
                });
            }
        }
        if inputs.is_empty() {
            return Err(SideError::Empty {
                folder: folder.display().to_string(),
                revision: revision.asked,
            });
        }
        inputs.sort_by(|a, b| a.name.cmp(&b.name));
        if let Some(pair) = inputs.windows(2).find(|pair| pair[0].name == pair[1].name) {
            return Err(SideError::Twice {
                name: pair[0].name.clone(),
                revision: revision.asked,
            });
        }
        Ok(Self {
            revision: Some(revision),
            inputs,
            ..Self::default()
        })
    }

    /// The documents of a project's folder of a revision, and what was generated from them.
    ///
    /// # Errors
    ///
    /// Where there is no document.
    pub fn of_revision(git: &Git, revision: Revision, folder: &str) -> Result<Self, SideError> {
        let texts = git.texts(&revision.commit, Path::new(GENERATED))?.into_iter();
        let below = |path: &Path| path.strip_prefix(GENERATED).ok().map(|path| path.display().to_string());
        Ok(Self {
            generated: texts.filter_map(|(path, text)| Some((below(&path)?, text))).collect(),
            ..Self::of_folder(git, revision, Path::new(folder))?
        })
    }

    /// What `REVISION:PATH` names, as git means it (gitrevisions): one document, or the documents of a folder; whether it
    /// is one.
    ///
    /// # Errors
    ///
    /// Where there is no such revision or path.
    pub fn of_path(here: &Git, asked: &str, path: &str) -> Result<(Self, bool), SideError> {
        let (git, path) = (here.top()?, here.from_top(path)?);
        let revision = Revision::of(here, asked)?;
        match git.kind(&revision.commit, &path) {
            Some(PathKind::Folder) => Ok((Self::of_folder(&git, revision, &path)?, false)),
            Some(PathKind::File) => {
                let input = Input {
                    name: output::name_of(&path),
                    source: Source::from_stored(&stored(&git, &revision), &path)?,
                };
                let side = Self {
                    revision: Some(revision),
                    inputs: vec![input],
                    ..Self::default()
                };
                Ok((side, true))
            }
            None => Err(SideError::Missing {
                path: path.display().to_string(),
                revision: revision.asked,
            }),
        }
    }
}

/// The folder of a project that holds what was generated.
const GENERATED: &str = "generated";

/// The files of a revision; what no reference leads to is not read.
fn stored(git: &Git, revision: &Revision) -> Stored {
    let (git, commit) = (git.clone(), revision.commit.clone());
    Stored::new(move |path| git.file(&commit, path))
}

/// A document in the shape of OpenAPI 3.0, which nothing is named after yet.
#[derive(Debug)]
pub(super) struct Plain {
    pub(super) source: Source,
    pub(super) plain: Normalised,
    written: Value,
    report: Report,
}

/// A document that has been understood.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) source: Source,
    /// In the shape of OpenAPI 3.0.
    pub(super) plain: Normalised,
    /// As it was read, with what the shape of OpenAPI 3.0 leaves out.
    pub(super) written: Value,
    /// What was told of it.
    pub(super) report: Report,
    pub(super) api: Api,
    pub(super) surface: Surface,
}

/// A document that has errors, so that nothing is generated from it.
#[derive(Debug)]
pub struct Faulty {
    /// Its texts.
    pub source: Source,
    /// Its problems.
    pub report: Report,
}

/// Reads a document, by the first stages of [`callspec_codegen::pipeline`].
pub(super) fn read(mut source: Source) -> Result<Plain, Box<Faulty>> {
    let mut report = Report::default();
    match read::read(&mut source, &mut report) {
        Some(value) => Ok(Plain {
            written: value.clone(),
            plain: normalise::normalise(value, &mut report),
            source,
            report,
        }),
        None => Err(Box::new(Faulty { source, report })),
    }
}

/// Understands a document, by the other stages; its crates begin with the name.
pub(super) fn understand(document: Plain, name: &str) -> Result<Document, Box<Faulty>> {
    let Plain {
        source,
        plain,
        written,
        mut report,
    } = document;
    let read = document::document(&plain, &mut report);
    let api = lower::lower(&read, name, &mut report);
    if report.has_errors() {
        return Err(Box::new(Faulty { source, report }));
    }
    Ok(Document {
        source,
        surface: surface::of(&api),
        plain,
        written,
        report,
        api,
    })
}
