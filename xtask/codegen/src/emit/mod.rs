//! Prints an API as Rust: the models crate and the client crate of a provider.
//!
//! In: an [`Api`], which keeps its promises (see [`crate::ir`]), so that nothing here can fail. Out: [`File`]s, whose
//! content is made only when [`Rust::build`] is called, because tokens cannot leave the thread that made them: each
//! file is built and laid out on one thread, and many at once.

mod client;
mod constructors;
mod contents;
mod docs;
mod enums;
mod environment;
mod events;
mod file;
mod given;
mod headers;
mod initial;
mod json_text;
mod lists;
mod literals;
mod manifest;
mod models;
mod multipart;
mod operations;
mod options;
mod redacted;
mod request;
mod responses;
mod rust_type;
mod scope;
mod signature;
mod spellings;
mod structs;
mod testing;
#[cfg(test)]
mod tests;
mod unions;
mod words;

use std::collections::HashSet;
use std::sync::Arc;

pub use options::{Options, Runtime};
pub use rust_type::{Name, RustType};

use crate::ir::{Api, Group, ModuleName, Operation, Signature, TypeDef};

/// One generated file.
#[derive(Clone, Debug)]
pub struct File<'a> {
    /// Its path below the output folder, with `/`: `kathan-models/src/call.rs`.
    pub path: String,
    /// What is in it.
    pub content: Content<'a>,
}

/// The content of a file.
#[derive(Clone, Debug)]
pub enum Content<'a> {
    /// Rust, made when it is asked for.
    Rust(Rust<'a>),
    /// Text that is final: a manifest or a README.
    Text(String),
}

/// A Rust file that can be built.
#[derive(Clone, Debug)]
pub struct Rust<'a> {
    api: &'a Api,
    /// Names of all types, which a file of the models must not import from elsewhere.
    names: Arc<HashSet<&'a str>>,
    unit: Unit<'a>,
    /// The first line of the file, with `//`.
    pub header: String,
}

/// What a Rust file holds.
#[derive(Clone, Debug)]
enum Unit<'a> {
    ModelsRoot,
    /// Documentation alone, which does not need to be made anew.
    Page(Vec<String>),
    Models(&'a ModuleName, Vec<&'a TypeDef>),
    Signature(&'a Signature),
    ClientRoot,
    Client,
    Headers,
    Testing,
    Group(&'a Group),
    /// An operation of a group that has a file of its own.
    Operation(&'a Group, &'a Operation),
}

impl Rust<'_> {
    /// Builds the items.
    pub fn build(&self) -> syn::File {
        match &self.unit {
            Unit::ModelsRoot => models::root(self.api),
            Unit::Page(lines) => file::plain(lines, Vec::new()),
            Unit::Models(home, defs) => models::module(self.api, home, defs, &self.names),
            Unit::Signature(signed) => signature::module(self.api, &self.names, signed),
            Unit::ClientRoot => client::root(self.api),
            Unit::Client => client::module(self.api),
            Unit::Headers => headers::module(self.api),
            Unit::Testing => testing::module(self.api),
            Unit::Group(group) => operations::module(self.api, group),
            Unit::Operation(group, operation) => operations::part(self.api, group, operation),
        }
    }
}

/// The files of an API's two crates.
pub fn emit<'a>(api: &'a Api, options: &Options) -> Vec<File<'a>> {
    let (models, client) = (format!("{}-models", api.name), format!("{}-client", api.name));
    let header = header(options);
    let names: Arc<HashSet<&str>> = Arc::new(api.types.iter().map(|def| def.name.as_str()).collect());
    let rust = |path: String, unit: Unit<'a>| {
        let content = Content::Rust(Rust {
            api,
            names: names.clone(),
            unit,
            header: format!("// {header}"),
        });
        File { path, content }
    };
    let text = |path: String, manifest: String| {
        let content = Content::Text(format!("# {header}\n\n{manifest}"));
        File { path, content }
    };
    let readme = |krate: &str, lines: Vec<String>| {
        // What would end the comment is no longer its end.
        let content = Content::Text(format!(
            "<!-- {} -->\n\n{}\n",
            header.replace("--", "- -"),
            lines.join("\n")
        ));
        File {
            path: format!("{krate}/README.md"),
            content,
        }
    };

    let mut files = vec![
        text(format!("{models}/Cargo.toml"), manifest::models(api, options)),
        readme(&models, docs::models_readme(api)),
        rust(format!("{models}/src/lib.rs"), Unit::ModelsRoot),
    ];
    let of_models = modules(api).map(|(name, unit)| rust(format!("{models}/src/{name}.rs"), unit));
    files.extend(of_models);
    files.push(text(format!("{client}/Cargo.toml"), manifest::client(api, options)));
    files.push(readme(&client, docs::client_readme(api)));
    files.push(rust(format!("{client}/src/lib.rs"), Unit::ClientRoot));
    files.push(rust(format!("{client}/src/client.rs"), Unit::Client));
    if let Some(page) = docs::evidence::client(api) {
        files.push(rust(format!("{client}/src/evidence.rs"), Unit::Page(page)));
    }
    if !api.headers.is_empty() {
        files.push(rust(format!("{client}/src/headers.rs"), Unit::Headers));
    }
    if api.operations().next().is_some() {
        files.push(rust(format!("{client}/src/testing.rs"), Unit::Testing));
    }
    let of_groups = groups(api).map(|(path, unit)| rust(format!("{client}/src/{path}"), unit));
    files.extend(of_groups);
    files
}

/// The modules of the models crate, by their names.
fn modules(api: &Api) -> impl Iterator<Item = (&str, Unit<'_>)> {
    let of_types = by_home(api).into_iter();
    let of_types = of_types.map(|(home, defs)| (words::bare(home.as_str()), Unit::Models(home, defs)));
    let evidence = docs::evidence::models(api).map(|page| ("evidence", Unit::Page(page)));
    let signed = api.signature.as_ref();
    let signed = signed.map(|signed| (models::SIGNATURE, Unit::Signature(signed)));
    of_types.chain(evidence).chain(signed)
}

/// The files of the groups, by their paths in the client's folder.
fn groups(api: &Api) -> impl Iterator<Item = (String, Unit<'_>)> {
    api.groups.iter().flat_map(|group| {
        let name = words::bare(group.module.as_str());
        let parts = operations::parts(group).iter();
        let parts = parts.map(move |part| (operations::part_path(name, part), Unit::Operation(group, part)));
        std::iter::once((format!("{name}.rs"), Unit::Group(group))).chain(parts)
    })
}

/// The first line of each file, without the comment sign.
fn header(options: &Options) -> String {
    let spec: String = options
        .spec
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    format!("@generated by cargo xtask codegen from {spec}. Do not edit.")
}

/// The types of each module, in the order of the document: each before those that are defined inside it.
fn by_home(api: &Api) -> Vec<(&ModuleName, Vec<&TypeDef>)> {
    let homes = models::homes(api);
    let mut by_home: std::collections::HashMap<_, Vec<_>> = std::collections::HashMap::new();
    for def in api.types.iter().filter(|def| !def.hidden) {
        let defs = by_home.entry(&def.home).or_default();
        let is_inside = |inner: &&TypeDef| {
            let rest = inner.pointer.0.strip_prefix(def.pointer.0.as_str());
            rest.is_some_and(|rest| rest.starts_with('/'))
        };
        let at = defs
            .iter()
            .rposition(|earlier| !is_inside(earlier))
            .map_or(0, |last| last + 1);
        defs.insert(at, def);
    }
    homes
        .into_iter()
        .map(|home| (home, by_home.remove(home).unwrap_or_default()))
        .collect()
}
