//! `Cargo.toml` of the two crates, as text: they hold facts, and no text of the document but its title.

use super::docs;
use super::options::{Options, Runtime};
use crate::code_span::visible;
use crate::ir::{Api, Extra, Operation, Payload, Shape, Type, TypeDef};

/// Features that convert dates.
const DATES: [&str; 3] = ["jiff", "chrono", "time"];

/// The feature that keeps numbers of any length, and what is said of it.
const PRECISION: &str = "arbitrary-precision";
const OF_PRECISION: &str = "# Numbers of any length are kept in JSON that no type describes.\n";

/// Features of the network: the adapter for it, its TLS back ends, and what is passed through to it.
const NETWORK: [&str; 6] = [
    "reqwest",
    "rustls",
    "rustls-no-provider",
    "native-tls",
    "http2",
    "system-proxy",
];

/// Features that read compressed responses.
const CODINGS: [&str; 4] = ["gzip", "brotli", "deflate", "zstd"];

/// How the documentation is built that docs.rs shows: with all features, each told at the items that need it.
const DOCS_RS: &str = "
[package.metadata.docs.rs]
all-features = true
rustdoc-args = [\"--cfg\", \"docsrs\"]
";

/// The manifest of the models crate.
pub(super) fn models(api: &Api, options: &Options) -> String {
    let mut text = package(
        api,
        "models",
        &format!("Types of the {}", docs::title(&api.title)),
        options,
    );
    text.push_str("\n[features]\ndefault = [\"jiff\"]\n");
    text.push_str("# Conversions of `Timestamp` and `Date`.\n");
    text.extend(DATES.map(|feature| format!("{feature} = [\"callspec-types/{feature}\"]\n")));
    text.push_str(&format!(
        "{OF_PRECISION}{PRECISION} = [\"callspec-types/{PRECISION}\"]\n"
    ));
    text.push_str("# Constructors for values that only the server makes.\ntesting = []\n");
    let receives = api.receives_webhooks();
    if receives {
        text.push_str("# Reading webhooks, and their signatures.\nwebhooks = [\"dep:callspec-webhooks\"]\n");
    }
    text.push_str("\n[dependencies]\n");
    text.push_str(&runtime("callspec-types", ", default-features = false", options));
    if receives {
        text.push_str(&optional("callspec-webhooks", options));
    }
    if api.types.iter().filter(|def| !def.hidden).any(names_json) {
        text.push_str(&foreign("serde_json", "version = \"1.0\"", options));
    }
    text.push_str(DOCS_RS);
    text.push_str(lints(options));
    text
}

/// The manifest of the client crate.
pub(super) fn client(api: &Api, options: &Options) -> String {
    let models = format!("{}-models", api.name);
    let mut text = package(
        api,
        "client",
        &format!("Client of the {}", docs::title(&api.title)),
        options,
    );
    text.push_str("\n[features]\ndefault = [\"jiff\", \"reqwest\", \"rustls\"]\n");
    let runtime_features = NETWORK
        .into_iter()
        .chain(CODINGS)
        .chain(["blocking", "tracing"])
        .chain(DATES);
    for feature in runtime_features {
        text.push_str(&format!("{feature} = [\"callspec-core/{feature}\"]\n"));
    }
    text.push_str(&format!(
        "{OF_PRECISION}{PRECISION} = [\"callspec-core/{PRECISION}\"]\n"
    ));
    text.push_str(&format!(
        "# A server in memory, and constructors for values that only the server makes.\ntesting = [\"{models}/testing\"]\n"
    ));
    if api.receives_webhooks() {
        text.push_str(&format!(
            "# Reading webhooks, and their signatures.\nwebhooks = [\"{models}/webhooks\"]\n"
        ));
    }
    text.push_str("\n[dependencies]\n");
    text.push_str(&runtime("callspec-core", ", default-features = false", options));
    text.push_str(&format!(
        "{models} = {{ path = \"../{models}\", version = {}, default-features = false }}\n",
        string(&api.version)
    ));
    if api.operations().any(operation_names_json) || api.headers.iter().any(|key| is_json(&key.ty)) {
        text.push_str(&foreign("serde_json", "version = \"1.0\"", options));
    }
    text.push_str(DOCS_RS);
    text.push_str(lints(options));
    text
}

fn package(api: &Api, kind: &str, description: &str, options: &Options) -> String {
    let shared = match options.runtime {
        Runtime::Workspace => "edition.workspace = true\nrust-version.workspace = true\nlicense.workspace = true",
        Runtime::Path(_) => "edition = \"2024\"\nrust-version = \"1.88\"\npublish = false",
    };
    format!(
        "[package]\nname = \"{}-{kind}\"\nversion = {}\n{shared}\ndescription = {}\nreadme = \"README.md\"\n",
        api.name,
        string(&api.version),
        string(description),
    )
}

fn runtime(name: &str, more: &str, options: &Options) -> String {
    match &options.runtime {
        Runtime::Workspace => format!("{name}.workspace = true\n"),
        Runtime::Path(folder) => {
            let path = string(&format!("{}/{name}", folder.trim_end_matches('/')));
            format!("{name} = {{ path = {path}{more} }}\n")
        }
    }
}

/// A crate of the runtime that a feature brings.
fn optional(name: &str, options: &Options) -> String {
    match options.runtime {
        Runtime::Workspace => format!("{name} = {{ workspace = true, optional = true }}\n"),
        Runtime::Path(_) => runtime(name, ", optional = true", options),
    }
}

fn foreign(name: &str, requirement: &str, options: &Options) -> String {
    match options.runtime {
        Runtime::Workspace => format!("{name}.workspace = true\n"),
        Runtime::Path(_) => format!("{name} = {{ {requirement} }}\n"),
    }
}

fn lints(options: &Options) -> &'static str {
    match options.runtime {
        Runtime::Workspace => "\n[lints]\nworkspace = true\n",
        Runtime::Path(_) => "\n[lints.rust]\nmissing_docs = \"warn\"\nunsafe_code = \"forbid\"\n",
    }
}

/// A basic string of TOML 1.0.
fn string(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in visible(text).chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a type's items name `serde_json`.
fn names_json(def: &TypeDef) -> bool {
    match &def.shape {
        Shape::Struct { fields, extra, .. } => {
            let kept = matches!(extra, Extra::Kept { ty, .. } if is_json(ty));
            kept || fields.iter().any(|field| is_json(&field.ty))
        }
        // Its derive names it.
        Shape::Enum { .. } => false,
        Shape::Union { .. } => !def.is_events(),
        Shape::Alias(target) => is_json(target),
    }
}

/// Whether an operation's items name `serde_json`.
fn operation_names_json(operation: &Operation) -> bool {
    let in_payload = |payload: &Payload| match payload {
        Payload::Json(ty) | Payload::Form(ty) | Payload::Multipart(ty) => is_json(ty),
        Payload::Scalar(ty) | Payload::JsonOrText(ty) => is_json(ty),
        Payload::Events(ty, ..) | Payload::Values(ty) => is_json(ty),
        Payload::Empty | Payload::Text | Payload::Bytes => false,
    };
    let responses = operation.responses().map(|response| &response.payload);
    let bodies = operation
        .body
        .iter()
        .flat_map(|body| &body.contents)
        .map(|content| &content.payload);
    operation.params.iter().any(|param| is_json(&param.ty)) || responses.chain(bodies).any(in_payload)
}

fn is_json(ty: &Type) -> bool {
    match ty {
        Type::Json | Type::JsonObject => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Document(inner) => is_json(inner),
        Type::Tuple { items, more, rest } => items.iter().chain(more).chain(rest.as_deref()).any(is_json),
        _ => false,
    }
}
