//! Documentation of the two crates as wholes, and of the files of the models.

use super::described;
use super::lines::{Lines, item, labelled};
use crate::code_span::{code, shortened};
use crate::emit::words::bare;
use crate::ir::{Api, ModuleName, Type, TypeDef, Webhook};

/// The documentation of the models crate.
pub(in crate::emit) fn models_root(api: &Api) -> Vec<String> {
    let mut lines = root("Types", api);
    lines.block(about_models(api));
    if !api.webhooks.is_empty() {
        lines.paragraph("# Webhooks");
        lines.paragraph("Requests that the server makes, with the type that the body of each decodes into:");
        lines.block(api.webhooks.iter().flat_map(|called| webhook(api, called)).collect());
    }
    lines.done()
}

/// How the types are found, and what a test needs of them.
pub(super) fn about_models(api: &Api) -> Vec<String> {
    let mut lines = Lines::default();
    lines.paragraph(format!(
        "A type has the name of its schema, or of the place where that stands. `{}-client` sends and\nreceives them.",
        api.name
    ));
    lines.paragraph("Types that only the server makes have constructors with the feature `testing`.");
    lines.done()
}

/// What a crate is, and what the document says of itself.
pub(super) fn root(what: &str, api: &Api) -> Lines {
    let mut lines = Lines::default();
    let version = code(&api.version);
    lines.paragraph(format!("{what} of the {}, version {version}.", title(&api.title)));
    lines.block(described(&api.docs).done());
    lines
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

/// A type in a sentence, its names linked.
fn payload(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Named(id) => format!("[`{}`]", bare(api.type_def(*id).name.as_str())),
        Type::List(item) => format!("a list of {}", payload(api, item)),
        Type::Map(value) => format!("a map of {}", payload(api, value)),
        Type::Nullable(inner) => format!("{} or null", payload(api, inner)),
        Type::Document(data) => format!("a JSON:API document of {}", payload(api, data)),
        _ => "JSON".to_owned(),
    }
}

/// The documentation of a file of the models.
pub(in crate::emit) fn module(home: &ModuleName, defs: &[&TypeDef]) -> Vec<String> {
    let plain = |name: &str| name.replace("r#", "").replace('_', "").to_lowercase();
    let named = defs.iter().find(|def| plain(def.name.as_str()) == plain(home.as_str()));
    vec![match (named.or(defs.first()), defs.len()) {
        (None, _) => "No types.".to_owned(),
        (Some(def), 1) => format!("[`{}`].", def.name),
        (Some(def), _) => format!("[`{}`] and the types that belong to it.", def.name),
    }]
}

/// The API by its title: as plain text where Markdown reads it so, else as a code span.
pub(in crate::emit) fn title(title: &str) -> String {
    let title = title.trim();
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | ',' | '.');
    if title.is_empty() || !title.chars().all(is_plain) {
        format!("API {}", shortened(title))
    } else if title.to_lowercase().ends_with("api") {
        title.to_owned()
    } else {
        format!("{title} API")
    }
}
