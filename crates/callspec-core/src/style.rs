//! Parameter styles (OpenAPI 3.0 §4.7.12.2). In: an argument as a tree. Out: text for a path, a query or a header.

mod tree;

use std::borrow::Cow;

use crate::encode::{Keep, encode};

pub(crate) use tree::Tree;

/// How a parameter is written.
///
/// `null` is left out, also inside arrays and objects. An array within an exploded object is its key with each item; what a
/// style has no form for (an array within an array, say) is written as JSON text. Names and values are percent-encoded but for unreserved characters, brackets included.
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
    Cookie,
    Urlencoded,
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
    /// `cookie` (OpenAPI 3.2), exploded: as [`FORM`](Self::FORM), and not encoded.
    pub const COOKIE: Self = Self::new(Shape::Cookie, true);
    /// `cookie`, not exploded: as [`COMMA`](Self::COMMA), and not encoded.
    pub const COOKIE_COMMA: Self = Self::new(Shape::Cookie, false);
    /// The text of an urlencoded form, for parameters that the document describes by such `content`.
    pub const URLENCODED: Self = Self::new(Shape::Urlencoded, false);
    /// JSON text, for parameters that the document describes by `content`.
    pub const JSON: Self = Self::new(Shape::Json, false);

    const fn new(shape: Shape, explode: bool) -> Self {
        Self {
            shape,
            explode,
            reserved: false,
        }
    }

    /// Leaves reserved characters and escapes as they are (`allowReserved`), but for those that would end the value: `#`,
    /// `&` and `+` in a query, `?`, `#` and brackets in a path.
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    const fn encoded_separator(self) -> &'static str {
        match self.shape {
            Shape::Space => "%20",
            Shape::Pipe => "%7C",
            _ => ",",
        }
    }

    pub(crate) fn is_cookie(self) -> bool {
        self.shape == Shape::Cookie
    }

    /// What keeps the parts of a value apart where nothing is encoded.
    pub(crate) const fn separator(self) -> &'static str {
        match self.shape {
            Shape::Space => " ",
            Shape::Pipe => "|",
            _ => ",",
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

/// The members of an object as `explode` writes them, without null: of an array, its key stands before each item.
fn exploded(members: &[(String, Tree)]) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    Tree::present(members).flat_map(|(key, member)| {
        let items = match member {
            Tree::List(items) => items.as_slice(),
            one => std::slice::from_ref(one),
        };
        let items = items.iter().filter(|item| !item.is_null());
        items.map(move |item| (key, item.text()))
    })
}

/// Calls something for each pair that a value becomes in a query, a cookie or a form: its name, and the parts of its value,
/// which the style's separator keeps apart.
pub(crate) fn each_pair(name: &str, style: Style, value: &Tree, mut write: impl FnMut(&str, &[Cow<'_, str>])) {
    match (style.shape, value) {
        (_, Tree::Null) => {}
        (Shape::DeepObject, value) => deep(&mut name.to_owned(), value, &mut write),
        (Shape::Json | Shape::Urlencoded, value) => write(name, &[whole(style, value)]),
        (_, Tree::List(items)) if style.explode => {
            for item in items.iter().filter(|item| !item.is_null()) {
                write(name, &[item.text()]);
            }
        }
        (_, Tree::Object(members)) if style.explode => exploded(members).for_each(|(key, text)| write(key, &[text])),
        (_, Tree::List(_) | Tree::Object(_)) => {
            let parts = flat(value);
            if !parts.is_empty() {
                write(name, &parts);
            }
        }
        (_, scalar) => write(name, &[scalar.text()]),
    }
}

/// A value as one text of the media type that the document describes it by.
fn whole(style: Style, value: &Tree) -> Cow<'_, str> {
    match (style.shape, value) {
        (Shape::Urlencoded, Tree::Object(members)) => {
            let mut form = String::new();
            for (name, member) in members {
                let is_object = matches!(member, Tree::Object(_));
                write_query(
                    &mut form,
                    name,
                    if is_object { Style::JSON } else { Style::FORM },
                    member,
                );
            }
            Cow::Owned(form)
        }
        (Shape::Urlencoded, value) => value.text(),
        (_, value) => Cow::Owned(value.to_string()),
    }
}

/// `name` grows by a bracket for each level and shrinks again.
fn deep(name: &mut String, value: &Tree, write: &mut impl FnMut(&str, &[Cow<'_, str>])) {
    let length = name.len();
    match value {
        Tree::Null => {}
        Tree::Object(members) => {
            for (key, member) in members {
                name.extend(["[", key, "]"]);
                deep(name, member, write);
                name.truncate(length);
            }
        }
        Tree::List(items) => {
            let numbered = items.iter().any(|item| matches!(item, Tree::Object(_) | Tree::List(_)));
            for (at, item) in items.iter().enumerate() {
                let index = if numbered { at.to_string() } else { String::new() };
                name.extend(["[", &index, "]"]);
                deep(name, item, write);
                name.truncate(length);
            }
        }
        scalar => write(name, &[scalar.text()]),
    }
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
    let keep = if style.reserved {
        Keep::Reserved
    } else {
        Keep::Unreserved
    };
    each_pair(name, style, value, |name, parts| {
        push_pair(query, name);
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                query.push_str(style.encoded_separator());
            }
            encode(query, part, keep);
        }
    });
}

/// Appends a value that is a query as a whole, without a name.
pub(crate) fn write_text(query: &mut String, style: Style, value: &Tree) {
    let keep = if style.reserved {
        Keep::Reserved
    } else {
        Keep::Unreserved
    };
    match value {
        Tree::Null => {}
        value if style.shape == Shape::Json => encode(query, &value.to_string(), keep),
        value => encode(query, &value.text(), keep),
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
        Tree::Object(members) if style.explode => exploded(members)
            .map(|(key, text)| (Some(Cow::Borrowed(key)), text))
            .collect(),
        value if matches!(style.shape, Shape::Json | Shape::Urlencoded) && !value.is_null() => {
            vec![(None, whole(style, value))]
        }
        value => flat(value).into_iter().map(|part| (None, part)).collect(),
    };
    write_pieces(path, name, style, &marks, &pieces)
}

/// A value, behind its key where it has one.
type Piece<'a> = (Option<Cow<'a, str>>, Cow<'a, str>);

fn write_pieces(path: &mut String, name: &str, style: Style, marks: &Marks, pieces: &[Piece<'_>]) -> bool {
    let length = path.len();
    let keep = if style.reserved {
        Keep::ReservedPath
    } else {
        Keep::Unreserved
    };
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
        encode(path, part, keep);
    }
    path.len() > length
}

/// The text of a header (always `simple`, never encoded), or nothing for `null`.
pub(crate) fn header_text(value: &Tree, style: Style) -> Option<String> {
    match value {
        Tree::Null => None,
        value if matches!(style.shape, Shape::Json | Shape::Urlencoded) => Some(whole(style, value).into_owned()),
        Tree::Object(members) if style.explode => {
            let pairs = exploded(members).map(|(key, text)| format!("{key}={text}"));
            Some(pairs.collect::<Vec<_>>().join(","))
        }
        Tree::List(_) | Tree::Object(_) => Some(flat(value).join(",")),
        scalar => Some(scalar.text().into_owned()),
    }
}

#[cfg(test)]
mod tests;
