//! Content codings (RFC 9110 §8.4). In: headers. Out: the words for a coding that is still there, because nothing undid it.

use std::fmt;

use http::HeaderMap;
use http::header::CONTENT_ENCODING;

/// Longest name that is repeated, in characters; those that are registered have 16 at most.
const LENGTH: usize = 40;

/// Codings that a feature reads, each with the feature's name and whether it is on.
const READ: [(&str, &str, bool); 5] = [
    ("gzip", "gzip", cfg!(feature = "gzip")),
    ("x-gzip", "gzip", cfg!(feature = "gzip")),
    ("br", "brotli", cfg!(feature = "brotli")),
    ("zstd", "zstd", cfg!(feature = "zstd")),
    ("deflate", "deflate", cfg!(feature = "deflate")),
];

/// A coding that nothing undid. A transport that undoes one takes it off the headers.
#[derive(Clone, Copy)]
pub(crate) struct Coded<'a> {
    name: &'a str,
}

impl<'a> Coded<'a> {
    /// The one that was put on last; none if there is none but `identity`.
    pub(crate) fn read(headers: &'a HeaderMap) -> Option<Self> {
        let values = headers.get_all(CONTENT_ENCODING).iter();
        let names = values
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','));
        let mut names = names.map(str::trim).filter(|name| !name.is_empty());
        let name = names.rfind(|name| !name.eq_ignore_ascii_case("identity"))?;
        Some(Self { name })
    }
}

impl fmt::Display for Coded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name: String = self.name.chars().take(LENGTH).collect();
        write!(f, "the body is in the content coding `{name}`, which ")?;
        match READ.iter().find(|(coding, ..)| name.eq_ignore_ascii_case(coding)) {
            Some((_, feature, false)) => write!(f, "is read with the feature `{feature}`"),
            Some(_) => f.write_str("the transport did not undo"),
            None => f.write_str("this client cannot read"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn said(values: &[&'static str]) -> Option<String> {
        let pairs = values
            .iter()
            .map(|value| (CONTENT_ENCODING, HeaderValue::from_static(value)));
        Coded::read(&HeaderMap::from_iter(pairs)).map(|coded| coded.to_string())
    }

    #[test]
    fn a_coding_is_named_with_what_reads_it() {
        let with = |feature: &str, on: bool| {
            if on {
                "which the transport did not undo".to_owned()
            } else {
                format!("which is read with the feature `{feature}`")
            }
        };
        for (values, name, then) in [
            (&["gzip"][..], "gzip", with("gzip", cfg!(feature = "gzip"))),
            (&["X-GZip"], "X-GZip", with("gzip", cfg!(feature = "gzip"))),
            (&["gzip, br"], "br", with("brotli", cfg!(feature = "brotli"))),
            (&["zstd, identity"], "zstd", with("zstd", cfg!(feature = "zstd"))),
            (
                &["gzip", "deflate"],
                "deflate",
                with("deflate", cfg!(feature = "deflate")),
            ),
            (&["compress"], "compress", "which this client cannot read".to_owned()),
        ] {
            let expected = format!("the body is in the content coding `{name}`, {then}");
            assert_eq!(said(values), Some(expected), "{values:?}");
        }
        for values in [&[][..], &["identity"], &[" , "], &[""]] {
            assert_eq!(said(values), None, "{values:?}");
        }
    }
}
