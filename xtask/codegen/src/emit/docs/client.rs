//! Documentation of the client, its builder and the setters of its security schemes.

use super::lines::{Lines, labelled};
use super::{described, title};
use crate::code_span::code;
use crate::ir::{Api, Scheme, SchemeKind};

/// The documentation of the client's file.
pub(in crate::emit) fn module(api: &Api) -> Vec<String> {
    let title = title(&api.title);
    vec![format!(
        "The [`Client`] of the {title}, its builder and its security schemes."
    )]
}

/// The documentation of the client.
pub(in crate::emit) fn client(api: &Api) -> Vec<String> {
    let mut lines = Lines::default();
    lines.paragraph(format!("A client of the {}.", title(&api.title)));
    lines.paragraph("Clones are cheap and share their connections. `Debug` shows no credential.");
    lines.done()
}

/// The documentation of the constructor that takes credentials from the environment, and fails with `error`.
pub(in crate::emit) fn from_env(api: &Api, error: &str) -> Vec<String> {
    let mut lines = Lines::default();
    let variables = variables(api);
    lines.paragraph(format!(
        "A client with the credentials that are in the environment{variables}."
    ));
    lines.paragraph("# Errors");
    lines.paragraph(format!(
        "[`{error}`] if a required credential is missing or cannot be sent."
    ));
    lines.done()
}

/// The environment variables of the schemes, behind a colon.
fn variables(api: &Api) -> String {
    let variables: Vec<_> = api
        .schemes
        .iter()
        .filter_map(|scheme| scheme.env.as_deref())
        .map(code)
        .collect();
    if variables.is_empty() {
        String::new()
    } else {
        format!(": {}", variables.join(", "))
    }
}

/// What the builder is for, and which schemes of the document it has no setter for.
pub(in crate::emit) fn builder(api: &Api) -> Vec<String> {
    let mut lines = Lines::default();
    lines.paragraph("Builds a [`Client`].");
    let of_connections = api.schemes.iter().filter(|scheme| scheme.kind == SchemeKind::MutualTls);
    for scheme in of_connections {
        let label = format!(
            "The scheme {} is mutual TLS: connections present a certificate, which is the\ntransport's business: see \
             [`transport`](Self::transport)",
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
    lines.done()
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
