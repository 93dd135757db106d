//! Documentation: what the IR says of an item in, lines for rustdoc out. Whatever is said, and how, is decided here.
//!
//! Texts of the document come out as Markdown that rustdoc takes as it is (`markdown`), names and values of it as code
//! spans ([`crate::code_span`]), and what is known beside as sentences of our own.

mod api;
mod client;
pub(super) mod evidence;
mod example;
mod facts;
mod first;
mod front;
mod headers;
mod lines;
mod markdown;
mod models;
mod operation;
mod places;
pub(super) mod testing;
mod types;
mod usage;
mod webhooks;

pub(super) use api::{models_root, module, title};
pub(super) use client::{
    base_url_from_env, builder, client, client_credentials, credentials_from_env, from_env, grant,
    module as client_module, provider, scheme, server, server_setter, servers,
};
pub(super) use front::{client_readme, client_root, models_readme};
pub(super) use headers::{key, module as headers_module};
pub(super) use models::{field, new, set, type_def, value, variant};
pub(super) use operation::{body_setter, group, method, operation_module, setter};
pub(super) use types::{body, content, conversion, errors, request, response, sparse, success};
pub(super) use webhooks::{event, events, parse, signature, signature_module};

use facts::Shown;
use lines::Lines;

use crate::ir::Docs;

/// What the document says of an item: its summary, its description, what that is based on, and when it goes.
fn described(docs: &Docs) -> Lines {
    let mut lines = Lines::default();
    lines.sentence(docs.summary.as_ref());
    lines.text(docs.description.as_ref());
    lines.ending(docs);
    lines
}

/// The same, with the wire facts that the item does not show.
fn with_facts(docs: &Docs, shown: &Shown) -> Lines {
    let mut lines = described(docs);
    if let Some(said) = facts::hidden(docs.facts.as_ref(), shown) {
        lines.paragraph(said);
    }
    lines
}
