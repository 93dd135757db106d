//! The Rust names of a document's items, by what the items are in the document.
//!
//! In: a document. Out: a map from an item (its scope, pointer or wire name) to its Rust name, and what differs between two.

use std::collections::BTreeMap;

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::ir::{Api, Extra, Literal, Operation, Shape, Type};
use callspec_codegen::pipeline::{self, Options};
use callspec_codegen::report::Code;
use callspec_codegen::source::Source;
use serde_json::Value;

/// An item: the scope that its name is unique in, and what it is called in the document.
type Item = (String, String);

/// The names of a document.
pub(crate) struct Names(BTreeMap<Item, String>);

impl Names {
    /// The names; `None` where nothing is generated.
    pub(crate) fn of(document: &Value) -> Option<Self> {
        let options = Options {
            name: "names".to_owned(),
            strict: false,
            emit: emit::Options {
                spec: "names.json".to_owned(),
                runtime: Runtime::Workspace,
            },
        };
        let outcome = pipeline::analyse(Source::from_text("names.json", &document.to_string()), &options);
        // Of two operations with one id the later loses it: the two and their order decide.
        if outcome
            .report
            .diagnostics
            .iter()
            .any(|found| found.code == Code::RepeatedOperationId)
        {
            return None;
        }
        let api = outcome.api.filter(|_| !outcome.report.has_errors())?;
        let mut names = Collector {
            document,
            names: BTreeMap::new(),
        };
        names.types(&api);
        for key in &api.headers {
            let item = format!("{} {}", key.wire, names.header_type(&api, &key.ty));
            names.add("headers", item, key.name.as_str());
        }
        for group in &api.groups {
            // The module of operations without a tag is made of their paths.
            if let Some(tag) = &group.tag {
                names.add("client", format!("tag {tag:?}"), group.module.as_str());
            }
            group.operations.iter().for_each(|operation| names.operation(operation));
        }
        names.schemes(&api);
        Some(Self(names.names))
    }

    /// Items that have another name afterwards, although no new item clashes with them; names that are not unique.
    pub(crate) fn changes(&self, after: &Self) -> Vec<String> {
        let mut found = after.repeated();
        let renamed = |item: &Item| after.0.get(item).is_some_and(|name| *name != self.0[item]);
        // Of several types of a header the smallest keeps its name: what a new one drives out meets others.
        let is_new = |item: &Item| !self.0.contains_key(item) || item.0 == "headers" && renamed(item);
        let new: Vec<(&Item, &String)> = after.0.iter().filter(|(item, _)| is_new(item)).collect();
        let owners: Vec<&str> = self
            .0
            .keys()
            .filter(|item| item.0 == "requests" && renamed(item))
            .map(|item| item.1.as_str())
            .collect();
        for (item, name) in &self.0 {
            // The types of an operation are named after it, so that they follow it.
            if owners.iter().any(|owner| item.1 != *owner && item.1.starts_with(owner)) {
                continue;
            }
            // Headers are told apart by what they say, what is cleared depends on the directions of data, and a success
            // that no document describes on the others.
            let may_go = item.0 == "headers" || item.1.starts_with("clearer of ") || item.1 == "Range(2) None";
            let Some(other) = after.0.get(item) else {
                if may_go {
                    continue;
                }
                found.push(format!("{item:?} had the name {name} and is gone"));
                continue;
            };
            let clashes = |(newcomer, taken): &(&Item, &String)| {
                newcomer.0 == item.0 && *newcomer != item && meets(taken, newcomer, name, item)
            };
            if other != name && !new.iter().any(clashes) {
                found.push(format!("{item:?}: {name} becomes {other}"));
            }
        }
        found
    }

    fn repeated(&self) -> Vec<String> {
        let mut seen = BTreeMap::new();
        let mut found = Vec::new();
        for ((scope, item), name) in &self.0 {
            if let Some(other) = seen.insert((scope, name), item) {
                found.push(format!("{item} and {other} are both {name} in {scope}"));
            }
        }
        found
    }
}

/// The header that an item is the type of.
fn header(item: &Item) -> Option<&str> {
    item.1.strip_prefix("/headers/")?.split(' ').next()
}

/// Whether a new item claims the name of an old one: by its own name, but for what sets it apart, or by its wire name.
fn meets(taken: &str, newcomer: &Item, name: &str, item: &Item) -> bool {
    let squash = |text: &str| {
        text.chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase()
    };
    let last = |item: &Item| squash(item.1.rsplit(['/', ' ']).next().unwrap_or_default());
    let apart = |rest: &str| {
        let words = [
            "lower",
            "upper",
            "dash",
            "underscore",
            "dot",
            "space",
            "slash",
            "colon",
            "camel",
            "model",
            "query",
            "header",
            "cookie",
            "param",
            "boolean",
            "integer",
            "number",
            "timestamp",
            "date",
            "list",
            "object",
            "json",
            "enum",
            "text",
        ];
        let mut rest = rest.to_owned();
        while let Some(word) = words.iter().find(|word| rest.starts_with(**word)) {
            rest.drain(..word.len());
        }
        rest.is_empty()
            || (rest.starts_with('x')
                && rest.len().is_multiple_of(5)
                && rest[1..].bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'x'))
    };
    let (taken, name) = (squash(taken), squash(name));
    let joined = |long: &str, short: &str| long.strip_prefix(short).is_some_and(apart);
    let is_of_header = header(item).is_some() && header(item).map(squash) == header(newcomer).map(squash);
    is_of_header
        || joined(&taken, &name)
        || joined(&name, &taken)
        || (!last(item).is_empty() && last(newcomer) == last(item))
}

struct Collector<'a> {
    document: &'a Value,
    names: BTreeMap<Item, String>,
}

impl Collector<'_> {
    /// Adds an item, and gives what it is called here.
    fn add(&mut self, scope: &str, item: String, name: &str) -> String {
        let mut key = (scope.to_owned(), item);
        // Several types may come from one place.
        while self.names.contains_key(&key) {
            key.1.push('\'');
        }
        self.names.insert(key.clone(), name.to_owned());
        key.1
    }

    fn types(&mut self, api: &Api) {
        for def in api.types.iter().filter(|def| !def.hidden) {
            let at = self.stable(&def.pointer.0);
            let at = self.add("models", at, def.name.as_str());
            let scope = format!("type {at}");
            match &def.shape {
                Shape::Struct { fields, extra, .. } => {
                    for field in fields {
                        self.add(&scope, field.wire.clone(), field.name.as_str());
                        if let Some(clearer) = &field.clearer {
                            self.add(&scope, format!("clearer of {}", field.wire), clearer.as_str());
                        }
                    }
                    let (kept, name) = match extra {
                        Extra::Ignored => continue,
                        Extra::Kept { name, .. } => ("further properties", name),
                        Extra::Unknown { name } => ("unknown members", name),
                    };
                    self.add(&scope, kept.to_owned(), name.as_str());
                }
                Shape::Enum { values } => {
                    for value in values {
                        let wire = match &value.wire {
                            Literal::String(text) => text.clone(),
                            other => format!("{other:?}"),
                        };
                        self.add(&scope, wire, value.name.as_str());
                    }
                }
                Shape::Union { variants, .. } => {
                    for variant in variants {
                        let item = self.stable(&variant.pointer.0);
                        self.add(&scope, item, variant.name.as_str());
                    }
                }
                Shape::Alias(_) => {}
            }
        }
    }

    fn operation(&mut self, operation: &Operation) {
        let at = &operation.pointer.0;
        self.add("methods", at.clone(), operation.method_name.as_str());
        self.add("requests", at.clone(), operation.type_name.as_str());
        let enums = [
            ("response", operation.success.enum_name.as_ref()),
            ("error", operation.errors.as_ref().map(|errors| &errors.name)),
            ("body", operation.body.as_ref().and_then(|body| body.enum_name.as_ref())),
            ("output", Some(&operation.output_alias)),
        ];
        for (part, name) in enums {
            name.map(|name| self.add("requests", format!("{at} {part}"), name.as_str()));
        }
        let scope = format!("operation {at}");
        for param in &operation.params {
            self.add(
                &scope,
                format!("{:?} {}", param.location, param.wire),
                param.name.as_str(),
            );
        }
        for content in operation.body.iter().flat_map(|body| &body.contents) {
            self.add(
                &format!("{scope} bodies"),
                content.media_type.clone(),
                content.variant.as_str(),
            );
        }
        let successes = operation
            .success
            .responses
            .iter()
            .map(|response| ("successes", response));
        let errors = operation.errors.iter().flat_map(|errors| &errors.responses);
        for (kind, response) in successes.chain(errors.map(|response| ("errors", response))) {
            let item = format!("{:?} {:?}", response.status, response.media_type);
            self.add(&format!("{scope} {kind}"), item, response.variant.as_str());
        }
    }

    /// The builder's setters and the client's statics.
    fn schemes(&mut self, api: &Api) {
        for scheme in &api.schemes {
            self.add("builder", scheme.key.clone(), scheme.name.as_str());
            if let Some(provider) = &scheme.provider {
                self.add("builder", format!("provider of {}", scheme.key), provider.as_str());
            }
            self.add("statics", scheme.key.clone(), scheme.constant.as_str());
        }
        self.add("statics", "the API".to_owned(), api.constant.as_str());
    }

    /// A type of a header, in words that do not count types.
    fn header_type(&self, api: &Api, ty: &Type) -> String {
        match ty {
            Type::List(inner) => format!("list of {}", self.header_type(api, inner)),
            Type::Map(inner) => format!("map of {}", self.header_type(api, inner)),
            Type::Nullable(inner) => format!("nullable {}", self.header_type(api, inner)),
            Type::Named(id) => {
                let def = api.type_def(*id);
                match &def.shape {
                    Shape::Alias(ty) => self.header_type(api, ty),
                    _ => self.stable(&def.pointer.0),
                }
            }
            other => format!("{other:?}"),
        }
    }

    /// A pointer whose parameters are named and not counted. A header is one in all answers that declare it alike.
    fn stable(&self, pointer: &str) -> String {
        if let Some((answer, rest)) = pointer.split_once("/headers/")
            && let Some((wire, inside)) = rest.split_once("/schema")
            && let Some(schema) = self.document.pointer(&format!("{answer}/headers/{wire}/schema"))
        {
            return format!("/headers/{} {schema}{inside}", wire.to_ascii_lowercase());
        }
        let (mut at, mut stable) = (String::new(), String::new());
        for segment in pointer.split('/').skip(1) {
            let counts = at.ends_with("/parameters") && segment.bytes().all(|byte| byte.is_ascii_digit());
            at = format!("{at}/{segment}");
            let parameter = self.document.pointer(&at).filter(|_| counts);
            match parameter {
                Some(parameter) => stable += &format!("/{} {}", parameter["in"], parameter["name"]),
                None => stable += &format!("/{segment}"),
            }
        }
        stable
    }
}
