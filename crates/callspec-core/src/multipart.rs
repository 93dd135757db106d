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
                self.push_with(encoding, key, None, None, FileContent::Bytes(text.into()));
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
        self.push_with(self.encoding(name), name, file_name, content_type, content);
    }

    fn push_with(
        &mut self,
        encoding: Encoding,
        name: &str,
        file_name: Option<&str>,
        content_type: Option<&str>,
        content: FileContent,
    ) {
        let mut head = String::new();
        if self.media_type == FORM_DATA {
            head.push_str("Content-Disposition: form-data; name=\"");
            escape(&mut head, name);
            if let Some(file_name) = file_name {
                head.push_str("\"; filename=\"");
                escape(&mut head, file_name);
            }
            head.push('"');
        } else {
            head.push_str("Content-ID: <");
            escape(&mut head, name);
            head.push('>');
        }
        let content_type = content_type.map(|media_type| ("Content-Type", media_type));
        for (name, text) in content_type.iter().chain(encoding.headers) {
            if let Err(reason) = header(name, text) {
                return self.fail(reason);
            }
            head.extend(["\r\n", name, ": ", text]);
        }
        head.push_str("\r\n\r\n");
        let content_type = content_type
            .map_or("text/plain", |(_, media_type)| media_type)
            .to_owned();
        self.parts.push(Part {
            content_type,
            head,
            content,
        });
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
mod tests {
    use super::*;
    use crate::style::Style;
    use serde_json::json;

    fn written(form: Form) -> String {
        let (media_type, payload) = form.finish_with("B").unwrap();
        assert_eq!(media_type, "multipart/form-data; boundary=B");
        let Payload::Bytes(bytes) = payload else {
            panic!("not in one piece")
        };
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[test]
    fn files_and_fields_are_parts() {
        let file = File::new("name\n").name("a \"b\"\r\n.csv").content_type("text/csv");
        let form = Form::new()
            .file("file", file)
            .field("replace", &true)
            .field("note", &None::<&str>);
        assert_eq!(
            written(form),
            "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a %22b%22%0D%0A.csv\"\r\n\
             Content-Type: text/csv\r\n\r\nname\n\r\n\
             --B\r\nContent-Disposition: form-data; name=\"replace\"\r\n\r\ntrue\r\n--B--\r\n"
        );
    }

    #[test]
    fn a_file_is_told_from_a_field_even_without_a_name() {
        assert_eq!(
            written(Form::new().file("rows", File::new("1"))),
            "--B\r\nContent-Disposition: form-data; name=\"rows\"; filename=\"rows\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n1\r\n--B--\r\n"
        );
    }

    #[test]
    fn arrays_are_repeated_and_objects_are_json() {
        let text = written(Form::new().field("tag", &["a", "b"]).field("meta", &json!({"k": 1})));
        assert_eq!(text.matches("name=\"tag\"").count(), 2);
        assert!(text.contains("name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"k\":1}\r\n"));
    }

    #[test]
    fn members_are_written_as_the_document_says() {
        let form = Form::new()
            .encode("meta", Encoding::style(Style::DEEP_OBJECT))
            .encode("tags", Encoding::style(Style::SPACE))
            .encode("note", Encoding::content_type("text/html"))
            .encode("image", Encoding::content_type("image/png").headers(&[("X-Kind", "a")]))
            .field("meta", &json!({"a b": 1, "c": [2]}))
            .fields(&json!({"tags": ["x y", "z"], "note": "<p>"}))
            .files("image", [File::new("1"), File::new("2").content_type("image/gif")]);
        let text = written(form);
        for part in [
            "name=\"meta[a b]\"\r\n\r\n1\r\n",
            "name=\"meta[c][]\"\r\n\r\n2\r\n",
            "name=\"tags\"\r\n\r\nx y z\r\n",
            "name=\"note\"\r\nContent-Type: text/html\r\n\r\n<p>\r\n",
            "name=\"image\"; filename=\"image\"\r\nContent-Type: image/png\r\nX-Kind: a\r\n\r\n1\r\n",
            "name=\"image\"; filename=\"image\"\r\nContent-Type: image/gif\r\nX-Kind: a\r\n\r\n2\r\n",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }

    #[test]
    fn an_object_is_its_fields_and_nothing_else_is_a_form() {
        let text = written(Form::new().fields(&json!({"tag": ["a", "b"], "none": null, "note": "x"})));
        let names: Vec<&str> = text
            .split("name=")
            .skip(1)
            .filter_map(|rest| rest.lines().next())
            .collect();
        assert_eq!(names, [r#""note""#, r#""tag""#, r#""tag""#]);
        assert!(Form::new().fields(&7).finish().is_err());
    }

    #[test]
    fn several_files_may_have_one_name_or_each_its_own() {
        let named = [("c".to_owned(), File::new("3"))];
        let form = Form::new()
            .files("rows", [File::new("1"), File::new("2")])
            .named_files(named);
        let text = written(form);
        assert_eq!(text.matches("name=\"rows\"; filename=\"rows\"").count(), 2);
        assert_eq!(text.matches("name=\"c\"; filename=\"c\"").count(), 1);
    }

    /// RFC 2387 §5.1: the first part is the root, whose type the whole tells; parts are found by their `Content-ID`.
    #[test]
    fn other_types_have_no_form_names() {
        let form = Form::of("multipart/related")
            .field("meta", &json!({"k": 1}))
            .file("file", File::new("x").content_type("image/png"));
        let (media_type, payload) = form.finish_with("B").unwrap();
        assert_eq!(media_type, "multipart/related; boundary=B; type=\"application/json\"");
        let Payload::Bytes(bytes) = payload else {
            panic!("not in one piece")
        };
        assert_eq!(
            String::from_utf8_lossy(&bytes),
            "--B\r\nContent-ID: <meta>\r\nContent-Type: application/json\r\n\r\n{\"k\":1}\r\n\
             --B\r\nContent-ID: <file>\r\nContent-Type: image/png\r\n\r\nx\r\n--B--\r\n"
        );
        let (media_type, _) = Form::of("multipart/mixed").finish_with("B").unwrap();
        assert_eq!(media_type, "multipart/mixed; boundary=B");
    }

    /// As browsers do it; without its end a server waits for more.
    #[test]
    fn a_form_without_parts_is_closed() {
        assert_eq!(written(Form::new()), "--B--\r\n");
    }

    #[test]
    fn a_media_type_with_a_line_break_is_refused() {
        let form = Form::new().file("file", File::new("").content_type("a\r\nb"));
        assert_eq!(form.finish().unwrap_err(), InvalidReason::Header);
    }

    #[test]
    fn boundaries_differ() {
        assert_ne!(boundary(), boundary());
    }
}
