//! Documentation of the two crates as wholes, and of the files of the models.

use super::described;
use super::lines::{Lines, paragraph};
use super::webhooks;
use crate::code_span::{code, shortened};
use crate::emit::words::bare;
use crate::ir::{Api, ModuleName, Shape, Type, TypeDef};

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
    let is_enum = |def: &TypeDef| matches!(def.shape, Shape::Enum { .. });
    if api.types.iter().any(|def| is_enum(def) && !def.hidden) {
        lines.paragraph(
            "The server may add values to an enum at any time: one that this release does not name is `Unrecognized`, and is \
             sent back unchanged.",
        );
    }
    lines.done()
}

/// What a crate is, and what the document says of itself.
pub(super) fn root(what: &str, api: &Api) -> Lines {
    let mut lines = Lines::default();
    let version = code(&api.version);
    lines.paragraph(format!("{what} of the {}, version {version}.", title(&api.title)));
    lines.block(described(&api.docs).done());
    lines.page(&api.docs);
    lines
}

/// A type in a sentence, its names linked.
pub(super) fn payload(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Named(id) => link(api.type_def(*id)),
        Type::List(item) => format!("a list of {}", payload(api, item)),
        Type::Tuple { .. } => "a tuple".to_owned(),
        Type::Map(value) => format!("a map of {}", payload(api, value)),
        Type::Nullable(inner) => format!("{} or null", payload(api, inner)),
        Type::Document(data) => format!("a JSON:API document of {}", payload(api, data)),
        _ => "JSON".to_owned(),
    }
}

fn link(def: &TypeDef) -> String {
    let name = code(bare(def.name.as_str()));
    // A link to what a feature hides leads nowhere without it.
    if def.told { name } else { format!("[{name}]") }
}

/// The documentation of a file of the models.
pub(in crate::emit) fn module(home: &ModuleName, defs: &[&TypeDef]) -> Vec<String> {
    let plain = |name: &str| name.replace("r#", "").replace('_', "").to_lowercase();
    let is_namesake = |def: &&&TypeDef| plain(def.name.as_str()) == plain(home.as_str());
    // What the file is named after is named first.
    let (first, others): (Vec<&TypeDef>, Vec<&TypeDef>) = defs.iter().partition(|def| is_namesake(def));
    let names: Vec<String> = first.iter().chain(&others).map(|def| link(def)).collect();
    paragraph(match names.as_slice() {
        [] => "No types.".to_owned(),
        [only] => format!("{only}."),
        [a, b] => format!("{a} and {b}."),
        [a, b, c] => format!("{a}, {b} and {c}."),
        [a, b, others @ ..] => format!("{a}, {b} and {} types more.", others.len()),
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
