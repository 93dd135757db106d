//! Documentation of webhooks: the list of them, their events, and how they are signed.

use super::api::payload;
use super::described;
use super::lines::{Lines, item, labelled, paragraph};
use crate::code_span::{code, shortened};
use crate::ir::{Api, EventPlace, Note, Variant, Webhook};

/// The list of webhooks, for the documentation of the models crate.
pub(super) fn list(api: &Api, lines: &mut Lines) {
    if api.webhooks.is_empty() {
        return;
    }
    lines.heading("# Webhooks");
    if let Some(events) = api.events() {
        let name = events.name.as_str();
        lines.paragraph(format!(
            "With the feature `webhooks`, `{name}::parse` reads a request as an event."
        ));
    }
    lines.paragraph(signed(api));
    lines.paragraph("Requests that the server makes, with the type that the body of each decodes into:");
    lines.block(api.webhooks.iter().flat_map(|called| webhook(api, called)).collect());
}

/// What the document says of signatures.
fn signed(api: &Api) -> &'static str {
    match api.signature {
        Some(_) => "`WEBHOOK_SIGNATURE` says how the server signs them.",
        None => {
            "The document does not say how the server signs them: nothing here tells whether a request is from the server."
        }
    }
}

/// The documentation of the union of events.
pub(in crate::emit) fn events(api: &Api) -> Vec<String> {
    let mut lines = Lines::default();
    lines.paragraph("An event that the server sends to a webhook.");
    lines.paragraph(match api.signature {
        Some(_) => {
            "[`parse`](Self::parse) reads one, of a body that a `Verifier` of `callspec_webhooks` has found to be from the server."
        }
        None => {
            "[`parse`](Self::parse) reads one. The document does not say how the server signs its webhooks, so that nothing here tells whether a request is from the server."
        }
    });
    lines.done()
}

/// The documentation of the function that reads one.
pub(in crate::emit) fn parse(place: &EventPlace) -> Vec<String> {
    let mut lines = Lines::default();
    match place {
        EventPlace::Body(_) => lines.paragraph("Reads the body of a request."),
        EventPlace::Header(header) => {
            lines.paragraph(
                "Reads a request: its headers, `&http::HeaderMap` among other lists of names and values, and its body.",
            );
            let header = code(header);
            lines.paragraph(format!(
                "The name of the event is in the header {header}, which is signed only where the signature says so."
            ));
        }
    }
    lines.heading("# Errors");
    lines.paragraph("If the body is no JSON, or not as the document describes its event.");
    lines.done()
}

/// The documentation of a variant of it.
pub(in crate::emit) fn event(variant: &Variant) -> Vec<String> {
    let mut lines = described(&variant.docs);
    for note in &variant.docs.notes {
        if let Note::Webhook(name) = note {
            lines.paragraph(format!("The webhook {}.", shortened(name)));
        }
    }
    lines.done()
}

/// The documentation of the constant that says how webhooks are signed.
pub(in crate::emit) fn signature() -> Vec<String> {
    paragraph("How the server signs its webhooks: for a `Verifier`, and in tests a `Signer`, of `callspec_webhooks`.")
}

/// The documentation of its file.
pub(in crate::emit) fn signature_module() -> Vec<String> {
    vec!["How webhooks are signed.".to_owned()]
}

/// What the server sends by itself, with the type that its body decodes into: an item of a list.
fn webhook(api: &Api, webhook: &Webhook) -> Vec<String> {
    let payload = match &webhook.payload {
        Some(ty) => payload(api, ty),
        None => "no typed body".to_owned(),
    };
    let label = format!("* {} ({}), {payload}", code(&webhook.name), webhook.method.as_str());
    let mut lines = Lines::default();
    lines.sentence(webhook.docs.summary.as_ref());
    if lines.is_empty() {
        lines.text(webhook.docs.description.as_ref());
    }
    item(labelled(&label, lines.done()))
}
