//! The texts of a document and where its nodes stand in them.
//!
//! In: the path of the root file; later the files it references and where they were mounted. Out: texts
//! to read, and for a JSON pointer into the bundled document the file, line and column. Places are looked
//! up only when they are asked for: a run without diagnostics parses each text once.

use std::cell::OnceCell;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::ir::Pointer;

mod columns;
mod error;
mod index;
mod json;
mod stored;
mod yaml;

use columns::Columns;
pub use error::LoadError;
use index::{Found, Index};
pub use stored::{Stored, normal};

/// Longest text that is read, in bytes: far beyond any API description, far below the memory of a machine.
const MAX_BYTES: u64 = 256 << 20;

/// The root file, the files it references, and where their nodes sit in the bundled document.
#[derive(Debug)]
pub struct Source {
    files: Vec<File>,
    mounts: Vec<Mount>,
    folder: Option<PathBuf>,
    /// The only files there are, where these are not those of the disk.
    stored: Option<Stored>,
}

/// Index of a file of a [`Source`]; the root is 0.
pub type FileId = usize;

/// The syntax of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON (RFC 8259).
    Json,
    /// YAML 1.2.
    Yaml,
}

#[derive(Debug)]
struct File {
    /// As shown in diagnostics.
    name: String,
    /// Canonical path; `None` for a text that came from no file.
    path: Option<PathBuf>,
    text: String,
    format: Format,
    /// `None` inside: the text does not parse, so nothing in it has a place.
    index: OnceCell<Option<Index>>,
    line_starts: OnceCell<Vec<usize>>,
    columns: OnceCell<Columns>,
}

/// A node of a referenced file, put into the bundled document.
#[derive(Debug)]
struct Mount {
    at: String,
    file: FileId,
    from: String,
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file, as shown.
    pub file: String,
    /// The file's index in its source.
    pub file_id: FileId,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Bytes of the marked text.
    pub range: Range<usize>,
}

impl Source {
    /// Loads the root file, which diagnostics call by its path.
    pub fn load(path: &Path) -> Result<Self, LoadError> {
        Self::load_as(path, &shown(path))
    }

    /// Loads the root file, which diagnostics call by a name of your choice.
    pub fn load_as(path: &Path, name: &str) -> Result<Self, LoadError> {
        let failed = |error| LoadError::Io {
            path: name.to_owned(),
            error,
        };
        let canonical = path.canonicalize().map_err(failed)?;
        let mut source = Self {
            files: Vec::new(),
            mounts: Vec::new(),
            folder: canonical.parent().map(Path::to_owned),
            stored: None,
        };
        source.add(name.to_owned(), canonical)?;
        Ok(source)
    }

    /// A source of one text that came from no file, and so cannot reference files.
    pub fn from_text(name: &str, text: &str) -> Self {
        let file = File::new(name.to_owned(), None, text.to_owned());
        Self {
            files: vec![file],
            mounts: Vec::new(),
            folder: None,
            stored: None,
        }
    }

    /// Whether the document is in one file: none of its references has led to another.
    pub fn is_one_file(&self) -> bool {
        self.files.len() == 1
    }

    /// The root file's name, as shown.
    pub fn name(&self) -> &str {
        &self.files[0].name
    }

    /// A file's name, as shown.
    pub fn file_name(&self, file: FileId) -> &str {
        &self.files[file].name
    }

    /// A file's path from the root document's folder, with `/` between its parts.
    pub(crate) fn relative_name(&self, file: FileId) -> String {
        let relative = self
            .folder
            .as_deref()
            .zip(self.files[file].path.as_deref())
            .and_then(|(folder, path)| path.strip_prefix(folder).ok());
        relative.map_or_else(|| self.files[file].name.clone(), shown)
    }

    /// A file's text, without a byte order mark.
    pub fn text(&self, file: FileId) -> &str {
        &self.files[file].text
    }

    /// A file's syntax.
    pub fn format(&self, file: FileId) -> Format {
        self.files[file].format
    }

    /// Whether a file is called `.json`, and so cannot be YAML that merely opens with a bracket.
    pub(crate) fn is_named_json(&self, file: FileId) -> bool {
        is_json_name(&self.files[file].name)
    }

    /// Corrects a guess: the text opens as JSON does, and is YAML.
    pub(crate) fn set_yaml(&mut self, file: FileId) {
        self.files[file].format = Format::Yaml;
        self.files[file].index = OnceCell::new();
    }

    /// Finds or loads a file by the relative path that a reference in another file spells.
    ///
    /// Only files of the root document's folder are read, symbolic links resolved first.
    pub fn open(&mut self, from: FileId, relative: &str) -> Result<FileId, LoadError> {
        let outside = || LoadError::Outside {
            path: relative.to_owned(),
        };
        let (Some(folder), Some(base)) = (&self.folder, self.files[from].path.as_deref().and_then(Path::parent)) else {
            return Err(outside());
        };
        let wanted = base.join(relative);
        // The text of the path decides first, so that the answer for a file outside tells nothing about it.
        if !normal(&wanted).is_some_and(|path| path.starts_with(folder)) {
            return Err(outside());
        }
        if self.stored.is_some() {
            return self.open_stored(&wanted, relative);
        }
        let path = wanted.canonicalize().map_err(|error| LoadError::Io {
            path: relative.to_owned(),
            error,
        })?;
        let inside = path.strip_prefix(folder).map_err(|_| outside())?;
        if let Some(known) = self.files.iter().position(|file| file.path.as_ref() == Some(&path)) {
            return Ok(known);
        }
        let name = Path::new(self.name()).with_file_name(inside);
        self.add(shown(&name), path)
    }

    fn add(&mut self, name: String, path: PathBuf) -> Result<FileId, LoadError> {
        let io = |error| LoadError::Io {
            path: name.clone(),
            error,
        };
        let metadata = fs::metadata(&path).map_err(io)?;
        if !metadata.is_file() {
            return Err(LoadError::NotAFile { path: name });
        }
        if metadata.len() > MAX_BYTES {
            return Err(LoadError::TooLarge { path: name });
        }
        let bytes = fs::read(&path).map_err(io)?;
        let text = String::from_utf8(bytes).map_err(|error| LoadError::NotUtf8 {
            path: name.clone(),
            offset: error.utf8_error().valid_up_to(),
        })?;
        self.files.push(File::new(name, Some(path), text));
        Ok(self.files.len() - 1)
    }

    /// Remembers that a node of a file became the node `at` of the bundled document.
    pub(crate) fn mount(&mut self, at: &str, file: FileId, from: &str) {
        self.mounts.push(Mount {
            at: at.to_owned(),
            file,
            from: from.to_owned(),
        });
    }

    /// The place of a node, or of its nearest ancestor that is in the text.
    ///
    /// `None` where the text does not parse. With `on_key` the place is the node's key.
    pub fn locate(&self, pointer: &Pointer, on_key: bool) -> Option<Location> {
        let (file, pointer) = self.unmount(&pointer.0);
        self.locate_in(file, &pointer, on_key)
    }

    /// The place of a node of one file, by its pointer in that file.
    pub(crate) fn locate_in(&self, file: FileId, pointer: &str, on_key: bool) -> Option<Location> {
        let found = self.files[file].index()?.find(pointer);
        Some(self.location(file, found.place(on_key)))
    }

    /// The places of all keys of one name in a mapping.
    pub(crate) fn key_places(&self, file: FileId, mapping: &str, key: &str) -> Vec<Location> {
        let Some(index) = self.files[file].index() else {
            return Vec::new();
        };
        index
            .keys(mapping)
            .iter()
            .filter(|entry| *entry.key == *key)
            .map(|entry| self.location(file, entry.key_range.clone()))
            .collect()
    }

    /// A key as the text spells it, by its position in its mapping.
    pub(crate) fn key_text(&self, file: FileId, mapping: &str, position: usize) -> Option<&str> {
        let entry = self.files[file].index()?.keys(mapping).get(position)?;
        Some(&entry.key)
    }

    /// The text of a scalar as it is written, with its quotes where it has some.
    pub fn text_at(&self, pointer: &Pointer) -> Option<&str> {
        let (file, pointer) = self.unmount(&pointer.0);
        self.text_in(file, &pointer)
    }

    /// As [`Source::text_at`], by the pointer in one file.
    pub(crate) fn text_in(&self, file: FileId, pointer: &str) -> Option<&str> {
        match self.files[file].index()?.find(pointer) {
            Found {
                exact: true,
                is_scalar: true,
                range,
                ..
            } => self.files[file].text.get(range),
            _ => None,
        }
    }

    /// The file a node of the bundled document comes from.
    pub fn file_of(&self, pointer: &Pointer) -> FileId {
        self.unmount(&pointer.0).0
    }

    /// From a pointer of the bundled document to a file and a pointer in that file.
    fn unmount(&self, pointer: &str) -> (FileId, String) {
        let below = |mount: &&Mount| {
            pointer
                .strip_prefix(&mount.at)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        match self.mounts.iter().filter(below).max_by_key(|mount| mount.at.len()) {
            Some(mount) => (mount.file, format!("{}{}", mount.from, &pointer[mount.at.len()..])),
            None => (0, pointer.to_owned()),
        }
    }

    /// Line and column of bytes of a file; a range beyond the text is cut to it.
    pub fn location(&self, file: FileId, range: Range<usize>) -> Location {
        let File { name, text, .. } = &self.files[file];
        let start = floor(text, range.start);
        let end = floor(text, range.end).max(start);
        let starts = self.files[file].line_starts();
        let line = starts.partition_point(|&first| first <= start);
        let columns = self.files[file].columns.get_or_init(|| Columns::of(text));
        let column = columns.between(text, starts[line - 1], start) + 1;
        Location {
            file: name.clone(),
            file_id: file,
            line,
            column,
            range: start..end,
        }
    }

    /// The byte of a line and column, both from 1; the column in characters.
    pub(crate) fn offset(&self, file: FileId, line: usize, column: usize) -> usize {
        let rest = self.line_range(file, line);
        let text = &self.files[file].text[rest.clone()];
        rest.start
            + text
                .char_indices()
                .nth(column.saturating_sub(1))
                .map_or(text.len(), |(at, _)| at)
    }

    /// The bytes of a line, without its end; an empty range at the end of the text beyond the last line.
    pub(crate) fn line_range(&self, file: FileId, line: usize) -> Range<usize> {
        let text = &self.files[file].text;
        let starts = self.files[file].line_starts();
        let Some(&start) = starts.get(line.saturating_sub(1)) else {
            return text.len()..text.len();
        };
        let end = starts.get(line).map_or(text.len(), |&next| next - 1);
        start..start + text[start..end].trim_end_matches('\r').len()
    }
}

impl File {
    fn new(name: String, path: Option<PathBuf>, mut text: String) -> Self {
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let opens_as_json = text.trim_start().starts_with(['{', '[']);
        let format = if opens_as_json || is_json_name(&name) {
            Format::Json
        } else {
            Format::Yaml
        };
        Self {
            name,
            path,
            text,
            format,
            index: OnceCell::new(),
            line_starts: OnceCell::new(),
            columns: OnceCell::new(),
        }
    }

    fn index(&self) -> Option<&Index> {
        let build = || match self.format {
            Format::Json => json::index(&self.text),
            Format::Yaml => yaml::index(&self.text),
        };
        self.index.get_or_init(build).as_ref()
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            std::iter::once(0)
                .chain(self.text.match_indices('\n').map(|(at, _)| at + 1))
                .collect()
        })
    }
}

fn is_json_name(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// A path for people: with `/` on every system.
fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// The nearest character boundary at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests;
