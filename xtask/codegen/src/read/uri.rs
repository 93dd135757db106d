//! What a reference is where a document says its own URI (OpenAPI 3.2, `$self`). In: that URI, and a reference without its
//! fragment. Out: the URI that it means (RFC 3986 §5.2).

use super::references::is_remote;

/// The URI that a reference means in a document of this URI.
pub(super) fn resolved(base: &str, reference: &str) -> String {
    let base = base.split(['?', '#']).next().unwrap_or(base);
    let (origin, path) = split(base);
    if reference.starts_with("//") {
        let scheme = origin.split("//").next().unwrap_or_default();
        return format!("{scheme}{}", without_dots(reference));
    }
    if is_remote(reference) {
        return without_dots(reference);
    }
    match reference {
        "" => base.to_owned(),
        reference if reference.starts_with('/') => without_dots(&format!("{origin}{reference}")),
        reference => without_dots(&format!("{origin}{}{reference}", folder(path))),
    }
}

/// Where a document of this URI lies: all up to its last slash.
pub(super) fn folder(uri: &str) -> &str {
    uri.rfind('/').map_or("", |end| &uri[..=end])
}

/// Scheme and authority, and the path behind them.
fn split(uri: &str) -> (&str, &str) {
    let start = uri.find("//").map_or(0, |at| at + 2);
    let path = uri[start..].find('/').map_or(uri.len(), |at| start + at);
    if start == 0 { ("", uri) } else { uri.split_at(path) }
}

/// Without the segments `.` and `..` (RFC 3986 §5.2.4).
fn without_dots(uri: &str) -> String {
    let (origin, path) = split(uri);
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "." => {}
            ".." if kept.len() > 1 => _ = kept.pop(),
            ".." => {}
            segment => kept.push(segment),
        }
    }
    format!("{origin}{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_against_the_documents_own_uri() {
        let base = "https://example.com/api/openapi.yaml";
        for (reference, uri) in [
            ("", base),
            ("openapi.yaml", base),
            ("./openapi.yaml", base),
            ("../api/openapi.yaml", base),
            ("../../../api/openapi.yaml", base),
            ("/api/openapi.yaml", base),
            ("//example.com/api/openapi.yaml", base),
            (base, base),
            ("models/a.yaml", "https://example.com/api/models/a.yaml"),
            ("urn:a:b", "urn:a:b"),
        ] {
            assert_eq!(resolved(base, reference), uri, "{reference}");
        }
        assert_eq!(resolved("https://example.com", "/a"), "https://example.com/a");
        assert_eq!(resolved("/api/a.yaml", "b.yaml"), "/api/b.yaml");
        assert_eq!(resolved("a.yaml", "b.yaml"), "b.yaml");
        assert_eq!(folder(base), "https://example.com/api/");
    }
}
