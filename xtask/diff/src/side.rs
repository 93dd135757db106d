//! One side of a comparison: documents, read from the disk or from a revision, and understood.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::git::{Git, GitError};
use super::surface::{self, Surface};
use callspec_codegen::ir::Api;
use callspec_codegen::normalise::Normalised;
use callspec_codegen::output;
use callspec_codegen::report::Report;
use callspec_codegen::source::{LoadError, Source, Stored};
use callspec_codegen::{document, lower, normalise, read};

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
}

/// A document that has not been read yet.
#[derive(Debug)]
pub struct Input {
    /// The provider: the prefix of its crates.
    pub name: String,
    /// Its texts.
    pub source: Source,
}

/// One side.
#[derive(Debug, Default)]
pub struct Side {
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
            generated: Vec::new(),
        })
    }

    /// The documents of a folder in a revision, and what was generated from them; `folder` is seen from the
    /// repository's folder, such as `specs`.
    ///
    /// # Errors
    ///
    /// Where there is no such revision, or no document in it.
    pub fn of_revision(git: &Git, revision: &str, folder: &str) -> Result<Self, SideError> {
        let commit = git.commit(revision)?;
        let texts: Stored = Arc::new(git.files(&commit, folder)?);
        let mut inputs = Vec::new();
        for path in texts.keys() {
            let is_spec = path.parent() == Some(Path::new(folder)) && output::is_document(path);
            if let (true, Some(name)) = (is_spec, path.file_stem().and_then(|stem| stem.to_str())) {
                inputs.push(Input {
                    name: name.to_owned(),
                    source: Source::from_stored(&texts, path)?,
                });
            }
        }
        if inputs.is_empty() {
            return Err(SideError::Empty {
                folder: folder.to_owned(),
                revision: revision.to_owned(),
            });
        }
        let generated = git.files(&commit, "generated")?.into_iter();
        let below = |path: &Path| {
            path.strip_prefix("generated")
                .ok()
                .map(|path| path.display().to_string())
        };
        Ok(Self {
            inputs,
            generated: generated
                .filter_map(|(path, text)| Some((below(&path)?, text)))
                .collect(),
        })
    }

    /// One document of a revision, by `REVISION:PATH`.
    ///
    /// # Errors
    ///
    /// Where there is no such revision or file.
    pub fn of_file_in_revision(git: &Git, revision: &str, path: &str, name: &str) -> Result<Self, SideError> {
        let commit = git.commit(revision)?;
        let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder);
        let texts: Stored = Arc::new(git.files(&commit, folder)?);
        let source = Source::from_stored(&texts, Path::new(path))?;
        Ok(Self {
            inputs: vec![Input {
                name: name.to_owned(),
                source,
            }],
            generated: Vec::new(),
        })
    }
}

/// A document that has been understood.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) source: Source,
    /// In the shape of OpenAPI 3.0.
    pub(super) plain: Normalised,
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

/// Understands a document, by the stages of [`callspec_codegen::pipeline`].
pub(super) fn analyse(input: Input) -> Result<Document, Box<Faulty>> {
    let Input { name, mut source } = input;
    let mut report = Report::default();
    let Some(value) = read::read(&mut source, &mut report) else {
        return Err(Box::new(Faulty { source, report }));
    };
    let plain = normalise::normalise(value, &mut report);
    let document = document::document(&plain, &mut report);
    let api = lower::lower(&document, &name, &mut report);
    if report.has_errors() {
        return Err(Box::new(Faulty { source, report }));
    }
    Ok(Document {
        source,
        surface: surface::emitted(&api),
        plain,
        api,
    })
}
