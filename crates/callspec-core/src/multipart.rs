//! `multipart/form-data` (RFC 7578) and its kin. In: files and fields. Out: a media type with its boundary, and the parts.

use std::hash::{BuildHasher, Hasher, RandomState};

use bytes::Bytes;
use callspec_types::{File, FileContent};
use serde::Serialize;

use crate::body::Payload;
use crate::encoding::Encoding;
use crate::header_value::header;
use crate::invalid::InvalidReason;
use crate::style::{Tree, each_pair};

const FORM_DATA: &str = "multipart/form-data";
const RELATED: &str = "multipart/related";

/// A form under construction. The parts are sent in the order of the calls.
#[derive(Debug)]
#[must_use]
pub struct Form {
    media_type: &'static str,
    encodings: Vec<(&'static str, Encoding)>,
    parts: Vec<Part>,
    error: Option<InvalidReason>,
}

#[derive(Debug)]
struct Part {
    content_type: String,
    head: String,
    content: FileContent,
}

impl Form {
    pub(crate) fn new() -> Self {
        Self::of(FORM_DATA)
    }

    /// A form of another type; its parts are named by `Content-ID`, since only those of `form-data` have names (RFC 7578 §4.2).
    pub(crate) fn of(media_type: &'static str) -> Self {
        Self {
            media_type,
            encodings: Vec::new(),
            parts: Vec::new(),
            error: None,
        }
    }

    /// Says how the members of a name are written that come after this.
    pub fn encode(mut self, name: &'static str, encoding: Encoding) -> Self {
        self.encodings.push((name, encoding));
        self
    }

    fn encoding(&self, name: &str) -> Encoding {
        let found = self.encodings.iter().find(|(of, _)| *of == name);
        found.map_or(Encoding::DEFAULT, |(_, encoding)| *encoding)
    }

    /// Adds a file. One without a name gets that of its field: servers tell files from fields by the file name, which
    /// RFC 7578 §4.2 asks for, and take a part without one for text.
    pub fn file(mut self, name: &str, file: impl Into<File>) -> Self {
        let file = file.into();
        let file_name = file.get_name().unwrap_or(name);
        let stated = file.get_content_type().or(self.encoding(name).content_type);
        let content_type = stated.unwrap_or("application/octet-stream");
        self.push(name, Some(file_name), Some(content_type), file.content().clone());
        self
    }

    /// Adds a file if there is one.
    pub fn file_if(self, name: &str, file: Option<impl Into<File>>) -> Self {
        match file {
            Some(file) => self.file(name, file),
            None => self,
        }
    }

    /// Adds a part without a name, told by its place (OpenAPI 3.2 §4.14.4): a scalar as text, all else as JSON.
    pub fn part<T: Serialize + ?Sized>(mut self, encoding: Encoding, value: &T) -> Self {
        match Tree::of(value) {
            Ok(value) => {
                let content_type = match value {
                    Tree::Null | Tree::List(_) | Tree::Object(_) => Some("application/json"),
                    Tree::Bare(_) | Tree::Text(_) => None,
                };
                let content = match value {
                    Tree::Null => Bytes::from_static(b"null"),
                    value => Bytes::from(value.text().into_owned()),
                };
                let content_type = encoding.content_type.or(content_type);
                self.push_with(encoding, None, content_type, FileContent::Bytes(content));
            }
            Err(error) => self.fail(InvalidReason::Unwritable(error.to_string())),
        }
        self
    }

    /// Adds a file without a name.
    pub fn file_part(mut self, encoding: Encoding, file: impl Into<File>) -> Self {
        let file = file.into();
        let stated = file.get_content_type().or(encoding.content_type);
        let content_type = stated.unwrap_or("application/octet-stream");
        self.push_with(encoding, None, Some(content_type), file.content().clone());
        self
    }

    /// Adds files under one name.
    pub fn files(self, name: &str, files: impl IntoIterator<Item = impl Into<File>>) -> Self {
        files.into_iter().fold(self, |form, file| form.file(name, file))
    }

    /// Adds files by name.
    pub fn named_files(self, files: impl IntoIterator<Item = (String, impl Into<File>)>) -> Self {
        files
            .into_iter()
            .fold(self, |form, (name, file)| form.file(&name, file))
    }

    /// Adds the members of an object as fields.
    pub fn fields<T: Serialize + ?Sized>(mut self, object: &T) -> Self {
        match Tree::of(object) {
            Ok(Tree::Object(members)) => members.iter().for_each(|(name, member)| self.push_field(name, member)),
            Ok(_) => self.fail(InvalidReason::Unwritable("a form must be an object".to_owned())),
            Err(error) => self.fail(InvalidReason::Unwritable(error.to_string())),
        }
        self
    }

    /// Adds a field: a scalar as text, an array as one part per item, an object as JSON; nothing for `null`.
    pub fn field<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        match Tree::of(value) {
            Ok(value) => self.push_field(name, &value),
            Err(error) => self.fail(InvalidReason::Unwritable(error.to_string())),
        }
        self
    }

    fn push_field(&mut self, name: &str, value: &Tree) {
        let encoding = self.encoding(name);
        match (encoding.style, value) {
            (Some(style), value) => each_pair(name, style, value, |key, parts| {
                let text = parts.join(style.separator());
                self.push_with(encoding, Some((key, None)), None, FileContent::Bytes(text.into()));
            }),
            (None, Tree::List(items)) => items.iter().for_each(|item| self.push_value(name, item)),
            (None, value) => self.push_value(name, value),
        }
    }

    fn push_value(&mut self, name: &str, value: &Tree) {
        let content_type = match value {
            Tree::Null => return,
            Tree::List(_) | Tree::Object(_) => Some("application/json"),
            Tree::Bare(_) | Tree::Text(_) => None,
        };
        let content_type = self.encoding(name).content_type.or(content_type);
        let content = FileContent::Bytes(Bytes::from(value.text().into_owned()));
        self.push(name, None, content_type, content);
    }

    fn push(&mut self, name: &str, file_name: Option<&str>, content_type: Option<&str>, content: FileContent) {
        self.push_with(self.encoding(name), Some((name, file_name)), content_type, content);
    }

    /// Adds a part; of one that has a name, that and the name of its file.
    fn push_with(
        &mut self,
        encoding: Encoding,
        name: Option<(&str, Option<&str>)>,
        content_type: Option<&str>,
        content: FileContent,
    ) {
        let mut head = name.map_or_else(String::new, |(name, file_name)| self.naming(name, file_name));
        let content_type = content_type.map(|media_type| ("Content-Type", media_type));
        for (name, text) in content_type.iter().chain(encoding.headers) {
            if let Err(reason) = header(name, text) {
                return self.fail(reason);
            }
            head.extend([name, ": ", text, "\r\n"]);
        }
        head.push_str("\r\n");
        let content_type = content_type
            .map_or("text/plain", |(_, media_type)| media_type)
            .to_owned();
        self.parts.push(Part {
            content_type,
            head,
            content,
        });
    }

    /// The header that names a part.
    fn naming(&self, name: &str, file_name: Option<&str>) -> String {
        let mut head = String::new();
        if self.media_type == FORM_DATA {
            head.push_str("Content-Disposition: form-data; name=\"");
            escape(&mut head, name);
            if let Some(file_name) = file_name {
                head.push_str("\"; filename=\"");
                escape(&mut head, file_name);
            }
            head.push_str("\"\r\n");
        } else {
            head.push_str("Content-ID: <");
            escape(&mut head, name);
            head.push_str(">\r\n");
        }
        head
    }

    fn fail(&mut self, reason: InvalidReason) {
        self.error.get_or_insert(reason);
    }

    /// The value of `Content-Type`, and the parts. Without streams they are one piece, which can be sent again.
    pub(crate) fn finish(self) -> Result<(String, Payload), InvalidReason> {
        self.finish_with(&boundary())
    }

    fn finish_with(self, boundary: &str) -> Result<(String, Payload), InvalidReason> {
        if let Some(reason) = self.error {
            return Err(reason);
        }
        let mut media_type = format!("{}; boundary={boundary}", self.media_type);
        if self.media_type == RELATED
            && let Some(root) = self.parts.first()
        {
            // RFC 2387 §3.1 demands the type of the first part, without its parameters.
            let essence = root.content_type.split(';').next().unwrap_or_default();
            media_type.extend(["; type=\"", essence.trim(), "\""]);
        }
        let mut pieces = Vec::new();
        let mut bytes = Vec::new();
        for part in self.parts {
            bytes.extend_from_slice(format!("--{boundary}\r\n{}", part.head).as_bytes());
            match part.content {
                FileContent::Bytes(content) => bytes.extend_from_slice(&content),
                stream => {
                    pieces.push(FileContent::Bytes(std::mem::take(&mut bytes).into()));
                    pieces.push(stream);
                }
            }
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        let payload = if pieces.is_empty() {
            Payload::Bytes(bytes.into())
        } else {
            pieces.push(FileContent::Bytes(bytes.into()));
            Payload::Parts(pieces)
        };
        Ok((media_type, payload))
    }
}

/// As browsers do it (HTML §4.10.22.7).
fn escape(head: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '"' => head.push_str("%22"),
            '\r' => head.push_str("%0D"),
            '\n' => head.push_str("%0A"),
            other => head.push(other),
        }
    }
}

/// 128 bits that no content can have guessed: the standard library seeds each hasher's keys from the system.
fn boundary() -> String {
    let bits = || RandomState::new().build_hasher().finish();
    format!("callspec-{:016x}{:016x}", bits(), bits())
}

#[cfg(test)]
mod tests;
