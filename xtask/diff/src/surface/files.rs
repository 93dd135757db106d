//! The surface of two crates from their files: those that are emitted now, or those that were written earlier.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens as _;

use super::{Item, Key, Surface, items, meaning};
use crate::fingerprint::Digest;
use callspec_codegen::emit::{self, Content};
use callspec_codegen::ir::Api;
use callspec_codegen::parallel;

/// The surface of an API: of what is emitted for it, with what signatures do not say.
pub(crate) fn of(api: &Api) -> Surface {
    let mut surface = emitted(api);
    meaning::add(&mut surface, api);
    surface
}

/// The surface of what is emitted for an API.
fn emitted(api: &Api) -> Surface {
    let of_file = |path: &str, file: &syn::File| {
        let mut items = Vec::new();
        read(&api.name, path, file, &mut items);
        items
    };
    Surface {
        items: of_each(api, of_file).into_iter().flatten().collect(),
    }
}

/// The surface of files that were generated for a provider, by path below their folder; `None` where there is none, or
/// one that is no Rust.
pub fn parsed(name: &str, files: &[(String, String)]) -> Option<Surface> {
    let mut items = Vec::new();
    for (path, file) in parse(name, files)? {
        read(name, path, &file, &mut items);
    }
    Some(Surface {
        items: items.into_iter().collect(),
    })
}

/// What is emitted for an API beside documentation, as a number: whether any code differs.
pub(crate) fn digest_of(api: &Api) -> u64 {
    let digests = of_each(api, |path, file| with(0, path, file));
    digests.into_iter().fold(0, u64::wrapping_add)
}

/// As [`digest_of`], of files that were generated earlier.
pub(crate) fn digest_of_files(name: &str, files: &[(String, String)]) -> Option<u64> {
    let files = parse(name, files)?;
    Some(files.iter().fold(0, |sum, (path, file)| with(sum, path, file)))
}

/// What some work gives of each file that is emitted for an API; tokens do not leave the thread that made them.
fn of_each<R: Send>(api: &Api, work: impl Fn(&str, &syn::File) -> R + Sync) -> Vec<R> {
    let options = emit::Options {
        spec: String::new(),
        runtime: emit::Runtime::Workspace,
    };
    let files = emit::emit(api, &options);
    let one = |file: &emit::File<'_>| match &file.content {
        Content::Rust(rust) => Some(work(&file.path, &rust.build())),
        Content::Text(_) => None,
    };
    // Where no thread can be had, it only takes longer.
    let results = parallel::map(files.iter().collect(), one);
    let results = results.unwrap_or_else(|_| files.iter().map(one).collect());
    results.into_iter().flatten().collect()
}

/// The Rust files of a provider.
fn parse<'f>(name: &str, files: &'f [(String, String)]) -> Option<Vec<(&'f str, syn::File)>> {
    let folders = [format!("{name}-models/src/"), format!("{name}-client/src/")];
    let of_provider = |path: &str| folders.iter().any(|folder| path.starts_with(folder)) && path.ends_with(".rs");
    let rust = files.iter().filter(|(path, _)| of_provider(path));
    let parsed: Option<Vec<_>> = rust
        .map(|(path, text)| Some((path.as_str(), syn::parse_file(text).ok()?)))
        .collect();
    parsed.filter(|files| !files.is_empty())
}

/// Adds the items of a file by its path: `kathan-client/src/calls.rs`, or `kathan-client/src/calls/list_calls.rs`, whose items are those of
/// `calls`.
fn read(name: &str, path: &str, file: &syn::File, out: &mut Vec<(Key, Item)>) {
    let root = name.replace('-', "_");
    let stem = path.split_once("/src/").map(|(_, path)| path).unwrap_or_default();
    let stem = stem.split(['/', '.']).next().unwrap_or_default();
    let models = path.split('/').next().is_some_and(|name| name.ends_with("-models"));
    let prefix = match (models, stem) {
        (true, _) => format!("{root}::models"),
        (false, "lib" | "client") => root.clone(),
        (false, module) => format!("{root}::{}", raw(module)),
    };
    items::read(file, &root, &prefix, models || stem == "client", out);
}

/// A sum of digests with that of one file more; a sum, as the order of files is no matter. Examples are documentation, although
/// a server in memory answers with them.
fn with(sum: u64, path: &str, file: &syn::File) -> u64 {
    if path.ends_with("-client/src/testing.rs") {
        return sum;
    }
    let mut of_file = Digest::default();
    of_file.add(path);
    digest(file.to_token_stream(), &mut of_file);
    sum.wrapping_add(of_file.value())
}

/// Adds the words and signs of a file. Documentation does not count, nor do commas and braces: the layout adds some where
/// a line is long.
fn digest(tokens: TokenStream, to: &mut Digest) {
    for token in tokens {
        match token {
            TokenTree::Group(group) if is_documentation(&group) => {}
            TokenTree::Group(group) => {
                if group.delimiter() != Delimiter::Brace {
                    to.add("(");
                }
                digest(group.stream(), to);
            }
            // The sign of an attribute says nothing without it.
            TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | '#' | '!') => {}
            TokenTree::Punct(punct) => to.add(punct.as_char().encode_utf8(&mut [0; 4])),
            word => to.add_printed(word),
        }
    }
}

/// Whether this is what follows `#` in `#[doc = "…"]`.
fn is_documentation(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket && matches!(first, Some(TokenTree::Ident(name)) if name == "doc")
}

/// A module as its path spells it, with `r#` where it is a keyword.
fn raw(module: &str) -> String {
    if syn::parse_str::<syn::Ident>(module).is_ok() {
        module.to_owned()
    } else {
        format!("r#{module}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surface::ItemKind;
    use callspec_codegen::pipeline::{self, Options};
    use callspec_codegen::source::Source;
    use callspec_codegen::{ir, layout};

    #[test]
    fn what_is_written_has_the_surface_of_what_is_emitted() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
        for name in ["kathan", "sippet"] {
            let emit = emit::Options {
                spec: String::new(),
                runtime: emit::Runtime::Workspace,
            };
            let options = Options {
                name: name.to_owned(),
                strict: true,
                emit,
            };
            let source = Source::load(&folder.join(format!("{name}.yaml"))).unwrap();
            let api = pipeline::analyse(source, &options).api.unwrap();
            // What a derive writes is read from the struct, by the derive's rules.
            let surface = emitted(&api);
            let fields = api.types.iter().filter_map(|def| match &def.shape {
                ir::Shape::Struct { fields, .. } => Some(fields.iter().map(move |field| (&def.name, field))),
                _ => None,
            });
            for (ty, method) in fields
                .flatten()
                .filter_map(|(ty, field)| Some((ty, field.clearer.as_ref()?)))
            {
                let path = format!("{name}::models::{ty}::{method}");
                assert!(
                    surface.items.contains_key(&(path.clone(), ItemKind::Function)),
                    "{path}"
                );
            }
            let texts = layout::layout(emit::emit(&api, &options.emit)).into_iter();
            // The order of files is no matter.
            let texts: Vec<(String, String)> = texts.rev().map(|file| (file.path, file.text)).collect();
            assert_eq!(parsed(name, &texts).unwrap(), surface);
            assert_eq!(digest_of_files(name, &texts).unwrap(), digest_of(&api));
        }
    }
}
