//! Documentation of the client, its builder and the setters of its security schemes.

use super::facts::either;
use super::lines::{Lines, item, labelled, paragraph};
use super::{described, headers, title};
use crate::code_span::{code, shortened};
use crate::ir::{Api, Docs, OAuth2, Scheme, SchemeKind, Server, Tokens};

/// The documentation of the client's file.
pub(in crate::emit) fn module(api: &Api) -> Vec<String> {
    let title = title(&api.title);
    paragraph(format!(
        "The [`Client`] of the {title}, its builder and its security schemes."
    ))
}

/// The documentation of the client.
pub(in crate::emit) fn client(api: &Api) -> Vec<String> {
    let mut lines = Lines::default();
    lines.paragraph(format!("A client of the {}.", title(&api.title)));
    lines.paragraph("Clones are cheap and share their connections. `Debug` shows no credential.");
    if let Some(line) = headers::shared_line(api) {
        lines.paragraph(line);
    }
    if api.operations().any(|operation| operation.sparse.is_some()) {
        lines.paragraph(
            "A request that is given the names of fields asks for these only (JSON:API 1.0, section 6.3): in what comes back, \
             every attribute may be missing.",
        );
    }
    lines.done()
}

/// The documentation of the constructor that takes credentials from the environment, and fails with `error`.
pub(in crate::emit) fn from_env(api: &Api, error: &str) -> Vec<String> {
    let mut lines = Lines::default();
    let variables: Vec<_> = variables(api).chain(&api.base_url_env).map(|name| code(name)).collect();
    lines.paragraph(format!(
        "A client from what the environment holds: {}. The builder sets all else.",
        variables.join(", ")
    ));
    lines.heading("# Errors");
    lines.paragraph(format!(
        "[`{error}`] if a required credential is missing or cannot be sent, or the address cannot be used."
    ));
    lines.done()
}

/// The documentation of the setter that takes credentials from the environment.
pub(in crate::emit) fn credentials_from_env(api: &Api) -> Vec<String> {
    let mut lines = Lines::default();
    let variables: Vec<_> = variables(api).map(|name| code(name)).collect();
    lines.paragraph(format!(
        "Sets the credentials that the environment holds: {}. An empty variable counts as missing.",
        variables.join(", ")
    ));
    lines.done()
}

/// The environment variables of the schemes.
fn variables(api: &Api) -> impl Iterator<Item = &String> {
    api.schemes.iter().filter_map(|scheme| scheme.env.as_ref())
}

/// The documentation of the setter that takes the address from the environment.
pub(in crate::emit) fn base_url_from_env(variable: &str) -> Vec<String> {
    let mut lines = Lines::default();
    lines.paragraph(format!(
        "Sets the address that {} holds, as [`base_url`](Self::base_url) does; nothing if it is missing or empty.",
        code(variable)
    ));
    lines.done()
}

/// The documentation of the setter of a server.
pub(in crate::emit) fn server_setter(api: &Api) -> Vec<String> {
    let mut lines = Lines::default();
    let mut servers = api.servers.iter();
    let usual = servers.find(|server| api.base_url.as_ref() == Some(&server.url));
    let usual = usual.map(|server| format!("; [`Server::{}`] by default", server.name));
    lines.paragraph(format!(
        "Sets which of the documented servers is called{}. A [`base_url`](Self::base_url) goes before it.",
        usual.unwrap_or_default()
    ));
    lines.done()
}

/// The documentation of the enum of servers.
pub(in crate::emit) fn servers() -> Vec<String> {
    let mut lines = Lines::default();
    lines.paragraph("The documented servers, for [`ClientBuilder::server`].");
    lines.done()
}

/// The documentation of a server.
pub(in crate::emit) fn server(server: &Server) -> Vec<String> {
    let mut lines = Lines::default();
    lines.block(described(&server.docs).done());
    lines.paragraph(format!("{}.", code(&server.url)));
    lines.done()
}

/// What the builder is for, and which schemes of the document it has no setter for.
pub(in crate::emit) fn builder(api: &Api) -> Vec<String> {
    let mut lines = Lines::default();
    lines.paragraph("Builds a [`Client`].");
    for variable in &api.variables {
        let others = variable.values.iter().filter(|value| **value != variable.default);
        let others: Vec<String> = others.map(|value| shortened(value)).collect();
        let others = match others.as_slice() {
            [] => String::new(),
            others => format!(", and may be {}", either(others)),
        };
        let (name, default) = (shortened(&variable.name), shortened(&variable.default));
        let label = format!("In the base URL, {name} is {default}{others}");
        lines.block(labelled(&label, described(&variable.docs).done()));
    }
    let of_connections = api.schemes.iter().filter(|scheme| scheme.kind == SchemeKind::MutualTls);
    for scheme in of_connections {
        let label = format!(
            "The scheme {} is mutual TLS: connections present a certificate, which \
             [`client_certificate`](callspec_core::NetworkBuilder::client_certificate) of its [`network`](Self::network) sets",
            code(&scheme.key)
        );
        lines.block(labelled(&label, described(&scheme.docs).done()));
    }
    lines.done()
}

/// The documentation of the setter of a scheme's credential.
pub(in crate::emit) fn scheme(scheme: &Scheme) -> Vec<String> {
    let mut lines = Lines::default();
    let (key, what) = (code(&scheme.key), credential(&scheme.kind));
    lines.paragraph(format!("Sets the credential of the scheme {key}: {what}."));
    lines.block(described(&scheme.docs).done());
    tokens(&scheme.tokens, &mut lines);
    lines.done()
}

/// What the document says of tokens.
fn tokens(tokens: &Tokens, lines: &mut Lines) {
    let mut said = Vec::new();
    said.extend(
        tokens
            .format
            .as_ref()
            .map(|format| format!("Tokens are {}.", shortened(format))),
    );
    said.extend(
        tokens
            .discovery
            .as_ref()
            .map(|url| format!("{} says where they come from.", code(url))),
    );
    said.extend(
        tokens
            .authorization
            .iter()
            .map(|url| format!("Users give them at {}.", code(url))),
    );
    if !said.is_empty() {
        lines.paragraph(said.join(" "));
    }
    if !tokens.scopes.is_empty() {
        let scope = |(name, docs): &(String, Docs)| {
            let mut said = Lines::default();
            said.sentence(docs.description.as_ref());
            item(labelled(&format!("* {}", shortened(name)), said.done()))
        };
        lines.paragraph("Their scopes:");
        lines.block(tokens.scopes.iter().flat_map(scope).collect());
    }
}

/// What a credential is and where it goes.
pub(super) fn credential(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Basic => "the user and the password".to_owned(),
        SchemeKind::Bearer => "a token, sent as `Authorization: Bearer`".to_owned(),
        SchemeKind::Http(scheme) => format!("what follows {} in `Authorization`, as it is given", code(scheme)),
        SchemeKind::Header(name) => format!("the header {}", code(name)),
        SchemeKind::Query(name) => format!("the query parameter {}", code(name)),
        SchemeKind::Cookie(name) => format!("the cookie {}", code(name)),
        SchemeKind::MutualTls => "the certificate of the connection".to_owned(),
    }
}

/// The documentation of the setter of what gives a scheme's tokens.
pub(in crate::emit) fn provider(scheme: &Scheme) -> Vec<String> {
    let key = code(&scheme.key);
    let mut lines = Lines::default();
    lines.paragraph(format!(
        "Sets what gives the tokens of the scheme {key}, for tokens that expire."
    ));
    lines.paragraph("It is asked before the first call, before the last token ends, and after a 401.");
    lines.done()
}

/// The documentation of the builder's setter of the client's own credentials.
pub(in crate::emit) fn client_credentials(scheme: &Scheme, url: &str) -> Vec<String> {
    let (key, url) = (code(&scheme.key), code(url));
    let mut lines = Lines::default();
    lines.paragraph(format!(
        "Fetches the tokens of the scheme {key} at {url} by the credentials of the client itself (RFC 6749 §4.4)."
    ));
    lines.done()
}

/// The documentation of the builder's setter of any grant.
pub(in crate::emit) fn grant(scheme: &Scheme, oauth2: &OAuth2) -> Vec<String> {
    let key = code(&scheme.key);
    let mut lines = Lines::default();
    lines.paragraph(format!(
        "Fetches the tokens of the scheme {key} by this grant, for scopes or another endpoint."
    ));
    if let Some(url) = &oauth2.refresh {
        lines.paragraph(format!("They are renewed at {}.", code(url)));
    }
    lines.done()
}
