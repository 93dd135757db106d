//! Documentation of the two crates as wholes, and of the files of the models.

use super::described;
use super::lines::{Lines, paragraph};
use super::webhooks;
use crate::code_span::{code, shortened};
use crate::emit::words::bare;
use crate::ir::{Api, ModuleName, Type, TypeDef};

/// The documentation of the models crate.
pub(in crate::emit) fn models_root(api: &Api) -> Vec<String> {
    let mut lines = root("Types", api);
    lines.block(about_models(api));
    webhooks::list(api, &mut lines);
    lines.done()
}

/// How the types are found, and what a test needs of them.
pub(super) fn about_models(api: &Api) -> Vec<String> {
    let mut lines = Lines::default();
    lines.paragraph(format!(
        "A type has the name of its schema, or of the place where that stands. `{}-client` sends and receives them.",
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

/// A type in a sentence, its names linked.
pub(super) fn payload(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Named(id) => {
            let def = api.type_def(*id);
            let name = format!("`{}`", bare(def.name.as_str()));
            // A link to what a feature hides leads nowhere without it.
            if def.told { name } else { format!("[{name}]") }
        }
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
    paragraph(match (named.or(defs.first()), defs.len()) {
        (None, _) => "No types.".to_owned(),
        (Some(def), 1) => format!("[`{}`].", def.name),
        (Some(def), _) => format!("[`{}`] and the types that belong to it.", def.name),
    })
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
