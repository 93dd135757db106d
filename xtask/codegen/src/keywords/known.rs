//! The values that the code tells apart, off the tables by which it does: each has to have a row.

use crate::formats::FORMATS;
use crate::lower::operations::security::{CHALLENGES, KNOWN};
use crate::media_type::SEQUENCES;
use crate::normalise::known::{COLLECTIONS, ENCODINGS, KEY_PLACES, PLACES, SCHEME_TYPES, TYPES, VERSIONS};
use crate::validate::formats::JUDGED;

/// Values of a keyword, or of a keyword where another one says something: `style in path`.
#[derive(Debug)]
pub struct Known {
    /// The object: `Parameter`.
    pub object: &'static str,
    /// The keyword.
    pub keyword: String,
    /// The values.
    pub values: Vec<&'static str>,
}

/// All of them.
pub fn known() -> Vec<Known> {
    let of = |object, keyword: &str, values: Vec<&'static str>| Known {
        object,
        keyword: keyword.to_owned(),
        values,
    };
    fn names<T>(table: &'static [(&'static str, T)]) -> Vec<&'static str> {
        table.iter().map(|(name, _)| *name).collect()
    }
    let formats = FORMATS.iter().map(|format| format.name).chain(names(JUDGED));
    let styles =
        |(place, styles): &(&str, &[&'static str])| of("Parameter", &format!("style in {place}"), styles.to_vec());
    let mut all = vec![
        of(
            "OpenAPI",
            "openapi",
            VERSIONS.iter().map(|version| version.as_str()).collect(),
        ),
        of("Parameter", "in", names(PLACES)),
        of("Parameter", "collectionFormat", names(COLLECTIONS)),
        of("Encoding", "style", PLACES[0].1.to_vec()),
        of("Response", "content", names(SEQUENCES)),
        of("Schema", "type", TYPES.into_iter().chain(["null"]).collect()),
        of("Schema", "format", formats.collect()),
        of("Schema", "contentEncoding", names(ENCODINGS)),
        of(
            "Security Scheme",
            "type",
            SCHEME_TYPES.into_iter().chain(["mutualTLS"]).collect(),
        ),
        of("Security Scheme", "in", KEY_PLACES.to_vec()),
        of(
            "Security Scheme",
            "scheme",
            names(KNOWN).into_iter().chain(CHALLENGES.iter().copied()).collect(),
        ),
    ];
    // What a list looks like depends on both.
    let exploded = PLACES.iter().flat_map(|(_, styles)| styles.iter());
    let exploded = exploded.map(|style| of("Parameter", &format!("explode of {style}"), vec!["true", "false"]));
    let exploded: Vec<Known> = exploded.collect();
    all.extend(PLACES.iter().filter(|(_, styles)| !styles.is_empty()).map(styles));
    all.extend(exploded);
    all
}
