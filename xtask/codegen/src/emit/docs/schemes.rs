//! Documentation of security schemes: at the client's builder and at its setters.

use super::described;
use super::lines::{Lines, labelled};
use crate::code_span::code;
use crate::ir::{Api, Scheme, SchemeKind};

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
fn credential(kind: &SchemeKind) -> String {
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

/// The environment variables of the schemes, behind a colon.
pub(in crate::emit) fn variables(api: &Api) -> String {
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
