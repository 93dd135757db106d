//! Servers: where the API is, and where single operations are (OpenAPI 3.0 §4.7.5).
//!
//! In: the `servers` of the document, of a path and of an operation. Out: absolute URLs, and names for those of the document.

use std::borrow::Cow;

use openapiv3::{OpenAPI, ReferenceOr, Server};

use crate::code_span::shortened;
use crate::ir::{Pointer, Server as Named, ServerVariable, VariantName};
use crate::lower::docs::{described, text_of};
use crate::lower::naming::{Claim, Items, Namespace, Reported, names};
use crate::lower::operations::entries::Entry;
use crate::report::{Code, Diagnostic, Report};

/// The first absolute server of the document; where it has none, the first of a path or an operation.
pub(crate) fn base_url(openapi: &OpenAPI) -> Option<String> {
    let items = || openapi.paths.paths.values().filter_map(ReferenceOr::as_item);
    let of_paths = items().flat_map(|item| &item.servers);
    let of_operations = items().flat_map(|item| item.iter().flat_map(|(_, operation)| &operation.servers));
    let mut all = openapi.servers.iter().chain(of_paths).chain(of_operations);
    all.find_map(|server| absolute(&filled(server), None))
}

/// The path of the first server where the document has none that can be called as it stands: the base URL that a caller gives
/// ends in it. Nothing else says where the document is served, which is told.
pub(crate) fn base_path(openapi: &OpenAPI, base: Option<&str>, report: &mut Report) -> Option<String> {
    let first = openapi.servers.first().filter(|_| base.is_none())?;
    let url = absolute(&filled(first), Some("https://origin"));
    let path = url.as_deref().and_then(|url| url.strip_prefix("https://origin"));
    let path = path.map(|path| path.trim_end_matches('/').to_owned());
    let shown = shortened(&first.url);
    let (said, label) = match path.as_deref() {
        Some("") => return None,
        Some(_) => (
            format!("the server {shown} is relative to where the document is served"),
            "the base URL that a client is given has to end in it",
        ),
        None => (
            format!("the server {shown} is no address that can be called"),
            "a client has to be given a base URL",
        ),
    };
    let at = Pointer("/servers/0/url".to_owned());
    report.push(Diagnostic::new(Code::UnusableServer, at, said).label(label));
    path
}

/// The environment variable that the document names for another address: that of the first server which names one.
pub(crate) fn variable(openapi: &OpenAPI) -> Option<String> {
    let mut variables = openapi
        .servers
        .iter()
        .map(|server| text_of(&server.extensions, "x-env"));
    variables.find_map(|variable| variable.map(str::to_owned))
}

/// The document's servers, where several of them can be called: one needs no choice.
pub(crate) fn named(openapi: &OpenAPI, base: Option<&str>, report: &mut Report) -> Vec<Named> {
    let mut servers: Vec<Named> = Vec::new();
    let mut claims: Vec<Claim> = Vec::new();
    for (index, server) in openapi.servers.iter().enumerate() {
        let url = absolute(&filled(server), base).filter(|url| servers.iter().all(|other| other.url != *url));
        let Some(url) = url else { continue };
        let pointer = Pointer("/servers".to_owned()).child(&index.to_string());
        let place = url.split_once("://").map_or(url.as_str(), |(_, place)| place);
        claims.push(Claim {
            identity: url.clone(),
            disambiguators: vec![names::variant_name(place)],
            // The documentation of each shows its URL.
            reported: Reported::Never,
            ..Claim::new(names::variant_name(&spoken(server, place)), place, pointer.clone())
        });
        servers.push(Named {
            name: VariantName::new(""),
            docs: described(server.description.as_deref(), &server.extensions, false),
            url,
            pointer,
        });
    }
    if servers.len() < 2 {
        return Vec::new();
    }
    let names = Namespace::new(Items::Values).name(claims, report);
    for (server, name) in servers.iter_mut().zip(names) {
        server.name = VariantName::new(name);
    }
    servers
}

/// The variables of the document's servers, each once.
pub(crate) fn variables(openapi: &OpenAPI) -> Vec<ServerVariable> {
    let mut found: Vec<ServerVariable> = Vec::new();
    for (name, variable) in openapi
        .servers
        .iter()
        .filter_map(|server| server.variables.as_ref())
        .flatten()
    {
        if found.iter().all(|other| other.name != *name) {
            found.push(ServerVariable {
                name: name.clone(),
                default: variable.default.clone(),
                values: variable.enumeration.clone(),
                docs: described(variable.description.as_deref(), &variable.extensions, false),
            });
        }
    }
    found
}

/// What a server is called: by a chosen name (`x-rust-name`), its own (OpenAPI 3.2 §4.6), a description of a few words, or
/// else what follows the scheme of its URL.
fn spoken<'a>(server: &'a Server, place: &'a str) -> Cow<'a, str> {
    let own = |key| text_of(&server.extensions, key);
    if let Some(name) = own("x-rust-name").or_else(|| own("x-name")) {
        return name.into();
    }
    let description = server.description.as_deref().unwrap_or_default().trim();
    let words: Vec<&str> = description.trim_end_matches('.').split_whitespace().collect();
    let is_said = |word: &&&str| {
        ["server", "environment", "api", "url"]
            .iter()
            .any(|it| word.eq_ignore_ascii_case(it))
    };
    let end = words.len() - words.iter().rev().take_while(is_said).count();
    match &words[..end] {
        few @ ([_] | [_, _] | [_, _, _]) => few.join(" ").into(),
        _ => place.into(),
    }
}

/// The operation's own server, else that of its path (OpenAPI 3.0 §4.7.10, §4.7.9), unless it is the API's.
pub(super) fn server(entry: &Entry<'_>, base: Option<&str>, report: &mut Report) -> Option<String> {
    let (servers, pointer) = if entry.source.servers.is_empty() {
        (&entry.item.servers, &entry.item_pointer)
    } else {
        (&entry.source.servers, &entry.pointer)
    };
    let first = servers.first()?;
    let found = servers.iter().find_map(|server| absolute(&filled(server), base));
    if found.is_none() {
        let said = format!("the server {} is no address that can be called", shortened(&first.url));
        let problem = Diagnostic::new(Code::UnusableServer, pointer.child("servers").child("0"), said);
        report.push(problem.label("requests go to the API's server"));
    }
    let trimmed = |url: &str| url.trim_end_matches('/').to_owned();
    found
        .map(|url| trimmed(&url))
        .filter(|url| base.map(trimmed).as_ref() != Some(url))
}

/// The URL of a server, with its variables' defaults filled in.
fn filled(server: &Server) -> String {
    let mut url = server.url.trim().to_owned();
    for (name, variable) in server.variables.iter().flatten() {
        url = url.replace(&format!("{{{name}}}"), &variable.default);
    }
    url
}

/// A URL that is absolute, or relative to the API's server: where the document itself is served is not known.
fn absolute(url: &str, base: Option<&str>) -> Option<String> {
    let is_absolute = |url: &str| url.starts_with("https://") || url.starts_with("http://");
    let url = match base {
        _ if is_absolute(url) => url.to_owned(),
        Some(base) if !url.contains("://") => join(base, url)?,
        _ => return None,
    };
    // Paths are put behind it, and credentials are not part of it, so that a client would refuse anything else.
    let is_plain = url
        .chars()
        .all(|c| c.is_ascii_graphic() && !"{}<>\"\\^`|?#@".contains(c));
    is_plain.then_some(url)
}

/// A relative reference, resolved (RFC 3986 §5.2), as far as it has no `.` and `..` in it.
fn join(base: &str, url: &str) -> Option<String> {
    let scheme_end = base.find("://")? + 3;
    let origin_end = base[scheme_end..].find('/').map_or(base.len(), |at| scheme_end + at);
    if url.is_empty() {
        return Some(base.to_owned());
    }
    let url = url.strip_prefix("./").unwrap_or(url);
    if url.split('/').any(|segment| matches!(segment, "." | "..")) || url.contains(['?', '#']) {
        return None;
    }
    if let Some(rest) = url.strip_prefix("//") {
        return Some(format!("{}{rest}", &base[..scheme_end]));
    }
    if url.starts_with('/') {
        return Some(format!("{}{url}", &base[..origin_end]));
    }
    let folder = base[origin_end..]
        .rfind('/')
        .map_or("/", |at| &base[origin_end..=origin_end + at]);
    Some(format!("{}{folder}{url}", &base[..origin_end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_servers_are_on_the_host_of_the_api() {
        let base = "https://api.example.test/v1";
        for (url, found) in [
            ("https://media.example.test", Some("https://media.example.test")),
            ("", Some(base)),
            ("/v2", Some("https://api.example.test/v2")),
            ("v2", Some("https://api.example.test/v2")),
            ("./v2", Some("https://api.example.test/v2")),
            ("//media.example.test/v2", Some("https://media.example.test/v2")),
            ("../v2", None),
            ("/v2?key=1", None),
            ("ftp://media.example.test", None),
            ("https://{host}", None),
            ("https://media.example.test/v2?key=1", None),
            ("https://me:secret@media.example.test", None),
        ] {
            assert_eq!(absolute(url, Some(base)).as_deref(), found, "{url}");
        }
        assert_eq!(
            absolute("/v2", Some("https://a.test")).as_deref(),
            Some("https://a.test/v2")
        );
        assert_eq!(
            absolute("v2", Some("https://a.test")).as_deref(),
            Some("https://a.test/v2")
        );
        assert_eq!(absolute("/v2", None), None);
    }
}
