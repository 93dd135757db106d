//! What becomes of every keyword of OpenAPI and JSON Schema: `docs/keywords.md`.
//!
//! In: the tables of the grammar, by which documents are read too. Out: their rows, by object, and the page.

mod known;

use std::fmt::Write as _;

use crate::code_span::code;
use crate::normalise::KEPT;
use crate::normalise::grammar::{Extension, extensions};

pub use self::known::{Known, known};
pub use crate::normalise::grammar::{Effect, Key, KeyValue, Meaning, ObjectKind, Slot};

/// An object of OpenAPI and its keywords.
#[derive(Debug)]
pub struct Object {
    /// Its name: `Parameter`.
    pub name: &'static str,
    /// Its keywords, then values of theirs.
    pub rows: Vec<Row>,
}

/// A keyword of an object, or a value of one.
#[derive(Debug)]
pub struct Row {
    /// The keyword; of a value `style in path` too, where another keyword says what it means.
    pub keyword: &'static str,
    /// One of its values that has a meaning of its own; in words where it stands for several.
    pub value: Option<&'static str>,
    /// The first version of OpenAPI that has it.
    pub since: &'static str,
    /// The last one, where later ones do not have it.
    pub until: Option<&'static str>,
    /// What becomes of it.
    pub meaning: Meaning,
}

impl Row {
    /// `format`; of a value `format: uuid`.
    pub fn name(&self) -> String {
        match self.value {
            Some(value) => format!("{}: {value}", self.keyword),
            None => self.keyword.to_owned(),
        }
    }

    fn of(key: &Key) -> Self {
        Self {
            keyword: key.name,
            value: None,
            since: key.since.as_str(),
            until: key.until.map(|version| version.as_str()),
            meaning: key.meaning,
        }
    }

    fn of_value(keyword: &'static str, value: &KeyValue) -> Self {
        Self {
            keyword,
            value: Some(value.value),
            since: value.since.as_str(),
            until: None,
            meaning: value.meaning,
        }
    }

    fn of_extension(extension: &Extension) -> Self {
        Self {
            keyword: extension.name,
            value: None,
            since: "3.0",
            until: None,
            meaning: extension.meaning,
        }
    }
}

/// All objects that have keywords, in the order of the specification.
pub fn objects() -> Vec<Object> {
    let object = |kind: ObjectKind| {
        let keywords = kind.keys().iter().map(Row::of);
        let values = kind.values().iter();
        let values = values.flat_map(|(keyword, values)| values.iter().map(|value| Row::of_value(keyword, value)));
        let extensions = extensions().filter(|extension| extension.places.contains(&kind));
        Object {
            name: kind.title(),
            rows: keywords
                .chain(values)
                .chain(extensions.map(Row::of_extension))
                .collect(),
        }
    };
    let anywhere = extensions().filter(|extension| extension.places.is_empty());
    let any = Object {
        name: "Any Object",
        rows: anywhere.map(Row::of_extension).collect(),
    };
    let all = ObjectKind::ALL.into_iter().map(object).chain([any]);
    all.filter(|object| !object.rows.is_empty()).collect()
}

/// The `x-` keys by which stages tell each other what a document says; those of a document are no such keys.
pub fn kept() -> &'static [&'static str] {
    KEPT
}

/// The page.
pub fn page() -> String {
    let mut page = String::from(HEAD);
    for object in objects() {
        let _ = write!(page, "\n## {}\n\n{COLUMNS}", object.name);
        let (values, mut keywords): (Vec<_>, Vec<_>) = object.rows.iter().partition(|row| row.value.is_some());
        keywords.sort_by_key(|row| {
            (
                row.keyword.starts_with("x-"),
                row.keyword.trim_start_matches('$').to_lowercase(),
            )
        });
        for row in keywords {
            line(&mut page, row);
            let of_keyword = |value: &&&Row| value.keyword.split(' ').next() == Some(row.keyword);
            values
                .iter()
                .filter(of_keyword)
                .for_each(|value| line(&mut page, value));
        }
        // Of objects whose keys are not keywords, such as the statuses of responses.
        let is_free = |value: &&&Row| {
            !object
                .rows
                .iter()
                .any(|row| row.value.is_none() && value.keyword.split(' ').next() == Some(row.keyword))
        };
        values.iter().filter(is_free).for_each(|value| line(&mut page, value));
    }
    page
}

fn line(page: &mut String, row: &Row) {
    let Meaning {
        effect,
        told,
        what,
        added,
        removed,
    } = row.meaning;
    let versions = match (row.since, row.until) {
        (since, Some(until)) if since == until => since.to_owned(),
        (since, Some(until)) => format!("{since} to {until}"),
        ("3.0", None) => String::new(),
        (since, None) => format!("since {since}"),
    };
    let told = told.map(|told| {
        let told = told.as_str();
        format!(", [`{told}`](diagnostics.md#{told})")
    });
    let what = what.replace('|', "\\|");
    let (name, effect, told) = (code(&row.name()), effect.as_str(), told.unwrap_or_default());
    let rules = |rules: &[&str]| rules.iter().map(|rule| code(rule)).collect::<Vec<_>>().join(", ");
    let (added, removed) = (rules(added), rules(removed));
    let _ = writeln!(
        page,
        "| {name} | {versions} | {effect}{told} | {what} | {added} | {removed} |"
    );
}

const COLUMNS: &str = "| keyword | OpenAPI | becomes | which is | told when it comes | told when it goes |
|---|---|---|---|---|---|
";

const HEAD: &str = "# Keywords

What the generator makes of each keyword of OpenAPI 3.0, 3.1 and 3.2, and of JSON Schema in it, object by object. *Rust* are types and
signatures, *wire* is what is sent and how what comes back is read behind the same types, *documentation* is text of the generated
crates alone, and *nothing* is nothing on purpose, with the reason. Where a diagnostic names the keyword and its place, it is
linked. What has no version is in all of them.

The last columns have the [rules of `cargo xtask diff`](diff-rules.md) that tell when the keyword comes and goes where the object stands
in `xtask/codegen/tests/keywords`; `*-` are both of `request-` and `response-`. Where there is none, neither clients nor code see it.

A key that is no keyword is told as [`unknown-key`](diagnostics.md#unknown-key), but in schemas of 3.1 and later, where JSON Schema
allows it, and but for `x-` keys: those without a row mean nothing here.
";
