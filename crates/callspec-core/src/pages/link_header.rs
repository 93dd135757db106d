//! The header `Link` (RFC 8288 §3). In: the headers of a response. Out: the target of its link to the next page.

use http::HeaderMap;
use http::header::LINK;

/// The target of the first link whose relation is `next`; those about another resource (`anchor`) are none of this list.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    let mut values = headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok());
    values
        .find_map(|value| links(value).find(Target::is_next))
        .map(|target| target.address)
}

struct Target {
    address: String,
    relations: Option<String>,
    is_of_another: bool,
}

impl Target {
    fn is_next(&self) -> bool {
        let mut relations = self.relations.iter().flat_map(|it| it.split_ascii_whitespace());
        !self.is_of_another && relations.any(|relation| relation.eq_ignore_ascii_case("next"))
    }
}

/// The links of one header field, up to where it is none (RFC 8288 §3 and appendix B.2).
fn links(mut rest: &str) -> impl Iterator<Item = Target> {
    std::iter::from_fn(move || {
        let (address, after) = rest
            .trim_start_matches([' ', '\t', ','])
            .strip_prefix('<')?
            .split_once('>')?;
        let mut target = Target {
            address: address.to_owned(),
            relations: None,
            is_of_another: false,
        };
        rest = after.trim_start();
        while let Some(after) = rest.strip_prefix(';') {
            let (name, value, after) = parameter(after);
            match name.to_ascii_lowercase().as_str() {
                // Those after the first are ignored.
                "rel" => target.relations = target.relations.or(Some(value)),
                "anchor" => target.is_of_another = true,
                _ => {}
            }
            rest = after.trim_start();
        }
        Some(target)
    })
}

/// A parameter of a link: its name, its value without quotes, and what follows it.
fn parameter(text: &str) -> (&str, String, &str) {
    let (name, after) = text.split_at(text.find(['=', ';', ',']).unwrap_or(text.len()));
    let Some(after) = after.strip_prefix('=') else {
        return (name.trim(), String::new(), after);
    };
    let after = after.trim_start();
    let Some(quoted) = after.strip_prefix('"') else {
        let (value, after) = after.split_at(after.find([';', ',']).unwrap_or(after.len()));
        return (name.trim(), value.trim().to_owned(), after);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return (name.trim(), value, &quoted[at + 1..]),
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (name.trim(), value, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(fields: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for field in fields {
            headers.append(LINK, field.parse().unwrap());
        }
        next(&headers)
    }

    #[test]
    fn the_link_to_the_next_page_is_found() {
        for (field, address) in [
            (
                r#"<https://a.test/c?page=2>; rel="next", <https://a.test/c?page=9>; rel="last""#,
                Some("https://a.test/c?page=2"),
            ),
            (r#"</c?page=1>; rel=prev, </c?page=3>; rel=next"#, Some("/c?page=3")),
            (
                r#"</c?a=1,2;3>; title="a, <b>; rel=next \" "; rel="NEXT archives""#,
                Some("/c?a=1,2;3"),
            ),
            (r#"</b>; REL = "next""#, Some("/b")),
            (r#"</b>;;rel=next"#, Some("/b")),
            (r#", ,</b>;x;rel=next,"#, Some("/b")),
            (r#"</b>; rel=prev; rel=next"#, None),
            (r#"</b>; rel="next"; anchor="/other""#, None),
            (r#"</b>; title="next""#, None),
            (r#"</b>; rel="nextish""#, None),
            (r#"/b; rel=next"#, None),
            (r#"</b; rel=next"#, None),
            ("", None),
        ] {
            assert_eq!(found(&[field]).as_deref(), address, "{field}");
        }
        assert_eq!(found(&["</a>; rel=prev", "</b>; rel=next"]).as_deref(), Some("/b"));
    }

    proptest! {
        #[test]
        fn any_field_has_a_link_or_none(field in "[<>;,=\"\\\\ relnxt/a]*") {
            let _ = links(&field).count();
        }
    }
}
