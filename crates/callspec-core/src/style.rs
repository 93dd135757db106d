//! Parameter styles (OpenAPI 3.0 §4.7.12.2). In: an argument as a tree. Out: text for a path, a query or a header.

mod tree;

use std::borrow::Cow;

use crate::encode::{Keep, encode};

pub(crate) use tree::Tree;

/// How a parameter is written.
///
/// `null` is left out, also inside arrays and objects. What a style has no form for (an array within an array, say) is
/// written as JSON text. Names and values are percent-encoded but for unreserved characters, brackets included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    shape: Shape,
    explode: bool,
    reserved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Form,
    Space,
    Pipe,
    DeepObject,
    Simple,
    Label,
    Matrix,
    Json,
}

impl Style {
    /// `form`, exploded: `a=1&a=2`, `k=v&l=w`. What OpenAPI takes for queries and cookies.
    pub const FORM: Self = Self::new(Shape::Form, true);
    /// `form`, not exploded: `a=1,2`, `a=k,v,l,w`.
    pub const COMMA: Self = Self::new(Shape::Form, false);
    /// `spaceDelimited`: `a=1%202`.
    pub const SPACE: Self = Self::new(Shape::Space, false);
    /// `spaceDelimited`, exploded: the same as [`FORM`](Self::FORM).
    pub const SPACE_EXPLODED: Self = Self::new(Shape::Space, true);
    /// `pipeDelimited`: `a=1%7C2`.
    pub const PIPE: Self = Self::new(Shape::Pipe, false);
    /// `pipeDelimited`, exploded: the same as [`FORM`](Self::FORM).
    pub const PIPE_EXPLODED: Self = Self::new(Shape::Pipe, true);
    /// `deepObject`: `a[k]=v`. Deeper objects nest (`a[k][l]=v`), arrays of plain values are `a[k][]=v`, arrays that hold
    /// objects are numbered (`a[k][0][l]=v`): OpenAPI leaves these open, and this is what Plug, Rails and PHP read.
    pub const DEEP_OBJECT: Self = Self::new(Shape::DeepObject, true);
    /// `simple`: `1,2`, `k,v,l,w`. What OpenAPI takes for paths and headers.
    pub const SIMPLE: Self = Self::new(Shape::Simple, false);
    /// `simple`, exploded: `1,2`, `k=v,l=w`.
    pub const SIMPLE_EXPLODED: Self = Self::new(Shape::Simple, true);
    /// `label`: `.1,2`, `.k,v,l,w` (as in RFC 6570 §3.2.5 and OpenAPI 3.0.4).
    pub const LABEL: Self = Self::new(Shape::Label, false);
    /// `label`, exploded: `.1.2`, `.k=v.l=w`.
    pub const LABEL_EXPLODED: Self = Self::new(Shape::Label, true);
    /// `matrix`: `;a=1,2`, `;a=k,v,l,w`.
    pub const MATRIX: Self = Self::new(Shape::Matrix, false);
    /// `matrix`, exploded: `;a=1;a=2`, `;k=v;l=w`.
    pub const MATRIX_EXPLODED: Self = Self::new(Shape::Matrix, true);
    /// JSON text, for parameters that the document describes by `content`.
    pub const JSON: Self = Self::new(Shape::Json, false);

    const fn new(shape: Shape, explode: bool) -> Self {
        Self {
            shape,
            explode,
            reserved: false,
        }
    }

    /// Leaves reserved characters as they are (`allowReserved`), but for `#`, `&` and `+`.
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    const fn keep(self) -> Keep {
        if self.reserved {
            Keep::Reserved
        } else {
            Keep::Unreserved
        }
    }
}

fn flat<'a>(value: &'a Tree) -> Vec<Cow<'a, str>> {
    let mut parts = Vec::new();
    match value {
        Tree::Null => {}
        Tree::List(items) => parts.extend(items.iter().filter(|item| !item.is_null()).map(Tree::text)),
        Tree::Object(members) => {
            for (key, member) in Tree::present(members) {
                parts.extend([Cow::Borrowed(key), member.text()]);
            }
        }
        scalar => parts.push(scalar.text()),
    }
    parts
}

pub(crate) fn push_pair(query: &mut String, name: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    encode(query, name, Keep::Unreserved);
    query.push('=');
}

/// Appends a parameter to a query (without its `?`).
pub(crate) fn write_query(query: &mut String, name: &str, style: Style, value: &Tree) {
    let keep = style.keep();
    let separator = match style.shape {
        Shape::DeepObject => return write_deep(query, &mut name.to_owned(), value, keep),
        Shape::Json if value.is_null() => return,
        Shape::Json => {
            push_pair(query, name);
            return encode(query, &value.to_string(), keep);
        }
        Shape::Space => "%20",
        Shape::Pipe => "%7C",
        Shape::Form | Shape::Simple | Shape::Label | Shape::Matrix => ",",
    };
    match value {
        Tree::List(items) if style.explode => {
            for item in items.iter().filter(|item| !item.is_null()) {
                push_pair(query, name);
                encode(query, &item.text(), keep);
            }
        }
        Tree::Object(members) if style.explode => {
            for (key, member) in Tree::present(members) {
                push_pair(query, key);
                encode(query, &member.text(), keep);
            }
        }
        Tree::List(_) | Tree::Object(_) => {
            let parts = flat(value);
            if !parts.is_empty() {
                push_pair(query, name);
                join(query, &parts, separator, keep);
            }
        }
        Tree::Null => {}
        scalar => {
            push_pair(query, name);
            encode(query, &scalar.text(), keep);
        }
    }
}

fn join(out: &mut String, parts: &[Cow<'_, str>], separator: &str, keep: Keep) {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push_str(separator);
        }
        encode(out, part, keep);
    }
}

/// `name` grows by a bracket for each level and shrinks again.
fn write_deep(query: &mut String, name: &mut String, value: &Tree, keep: Keep) {
    let length = name.len();
    match value {
        Tree::Null => {}
        Tree::Object(members) => {
            for (key, member) in members {
                name.extend(["[", key, "]"]);
                write_deep(query, name, member, keep);
                name.truncate(length);
            }
        }
        Tree::List(items) => {
            let numbered = items.iter().any(|item| matches!(item, Tree::Object(_) | Tree::List(_)));
            for (at, item) in items.iter().enumerate() {
                let index = if numbered { at.to_string() } else { String::new() };
                name.extend(["[", &index, "]"]);
                write_deep(query, name, item, keep);
                name.truncate(length);
            }
        }
        scalar => {
            push_pair(query, name);
            encode(query, &scalar.text(), keep);
        }
    }
}

/// The parts of a value for a path or a header, with what stands before each: the styles differ in these marks alone.
struct Marks {
    first: &'static str,
    between: &'static str,
    named: bool,
}

/// Appends a parameter to a path; `false` if there was nothing to write.
pub(crate) fn write_path(path: &mut String, name: &str, style: Style, value: &Tree) -> bool {
    let marks = match style.shape {
        Shape::Label => Marks {
            first: ".",
            between: if style.explode { "." } else { "," },
            named: false,
        },
        Shape::Matrix => Marks {
            first: ";",
            between: if style.explode { ";" } else { "," },
            named: true,
        },
        _ => Marks {
            first: "",
            between: ",",
            named: false,
        },
    };
    let pieces: Vec<Piece<'_>> = match value {
        // Nearly all path parameters are one scalar, for which no list is made.
        Tree::Text(text) | Tree::Bare(text) if style.shape != Shape::Json => {
            return write_pieces(path, name, style, &marks, &[(None, Cow::Borrowed(text))]);
        }
        Tree::Object(members) if style.explode => Tree::present(members)
            .map(|(key, member)| (Some(Cow::Borrowed(key)), member.text()))
            .collect(),
        value if style.shape == Shape::Json && !value.is_null() => {
            vec![(None, Cow::Owned(value.to_string()))]
        }
        value => flat(value).into_iter().map(|part| (None, part)).collect(),
    };
    write_pieces(path, name, style, &marks, &pieces)
}

/// A value, behind its key where it has one.
type Piece<'a> = (Option<Cow<'a, str>>, Cow<'a, str>);

fn write_pieces(path: &mut String, name: &str, style: Style, marks: &Marks, pieces: &[Piece<'_>]) -> bool {
    let length = path.len();
    if pieces.iter().all(|(key, part)| key.is_none() && part.is_empty()) {
        return false;
    }
    for (at, (key, part)) in pieces.iter().enumerate() {
        path.push_str(if at == 0 { marks.first } else { marks.between });
        if let Some(key) = key
            .as_deref()
            .or((marks.named && (at == 0 || style.explode)).then_some(name))
        {
            encode(path, key, Keep::Unreserved);
            path.push('=');
        }
        encode(path, part, style.keep());
    }
    path.len() > length
}

/// The text of a header (always `simple`, never encoded), or nothing for `null`.
pub(crate) fn header_text(value: &Tree, style: Style) -> Option<String> {
    match value {
        Tree::Null => None,
        value if style.shape == Shape::Json => Some(value.to_string()),
        Tree::Object(members) if style.explode => {
            let pairs = Tree::present(members).map(|(key, member)| format!("{key}={}", member.text()));
            Some(pairs.collect::<Vec<_>>().join(","))
        }
        Tree::List(_) | Tree::Object(_) => Some(flat(value).join(",")),
        scalar => Some(scalar.text().into_owned()),
    }
}

#[cfg(test)]
mod tests;
