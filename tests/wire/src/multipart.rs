//! `multipart/form-data` (RFC 7578). In: a recorded request. Out: its parts.

use crate::{Recorded, Result};

/// One part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Header lines, as written.
    pub head: Vec<String>,
    /// Content.
    pub body: Vec<u8>,
}

impl Part {
    /// A field: a name and a text, nothing else.
    pub fn field(name: &str, value: &str) -> Self {
        Self {
            head: vec![format!("Content-Disposition: form-data; name=\"{name}\"")],
            body: value.into(),
        }
    }

    /// A file, with its name and media type.
    pub fn file(name: &str, file_name: &str, content_type: &str, content: &str) -> Self {
        let disposition = format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"");
        Self {
            head: vec![disposition, format!("Content-Type: {content_type}")],
            body: content.into(),
        }
    }
}

/// The parts of a form in their order.
///
/// # Errors
///
/// A request whose media type or body is not exactly that of a form: `multipart/form-data` with a boundary as its only
/// parameter, and nothing before, between or after the parts.
pub fn parts(request: &Recorded) -> Result<Vec<Part>> {
    let media_type = request.header("content-type").next().unwrap_or_default();
    let boundary = media_type
        .strip_prefix("multipart/form-data; boundary=")
        .filter(|boundary| !boundary.contains([';', ' ', '"']))
        .ok_or_else(|| format!("{media_type:?} is not the media type of a form"))?;
    let mut rest = &request.body[..];
    let mut parts = Vec::new();
    let (opening, closing) = (format!("--{boundary}\r\n"), format!("--{boundary}--\r\n"));
    while let Some(begun) = rest.strip_prefix(opening.as_bytes()) {
        let (head, begun) = cut(begun, "\r\n\r\n")?;
        // The line break before a boundary belongs to the boundary (RFC 2046 §5.1.1).
        let (body, after) = cut(begun, &format!("\r\n--{boundary}"))?;
        rest = &begun[begun.len() - after.len() - boundary.len() - 2..];
        parts.push(Part {
            head: String::from_utf8(head.to_vec())?
                .split("\r\n")
                .map(str::to_owned)
                .collect(),
            body: body.to_vec(),
        });
    }
    if rest != closing.as_bytes() {
        return Err(format!("{:?} is not the end of a form", String::from_utf8_lossy(rest)).into());
    }
    Ok(parts)
}

/// What stands before and after the first place of a mark.
fn cut<'a>(bytes: &'a [u8], mark: &str) -> Result<(&'a [u8], &'a [u8])> {
    let at = bytes
        .windows(mark.len())
        .position(|window| window == mark.as_bytes())
        .ok_or_else(|| format!("a part without {mark:?}"))?;
    Ok((&bytes[..at], &bytes[at + mark.len()..]))
}
