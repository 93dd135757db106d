//! Document → intermediate representation. The only code that sees both, the only maker of Rust names.
//!
//! In: a typed OpenAPI 3.0 document. Out: an [`Api`], and diagnostics for what is weakened or renamed.

use openapiv3::OpenAPI;

use crate::code_span::shortened;
use crate::ir::{Api, ConstName, Pointer};
use crate::report::{Code, Diagnostic, Report};

mod docs;
mod facts;
mod models;
mod naming;
mod operations;
mod references;
mod schemas;
mod settle;

use models::Models;
use naming::names;
use operations::header_keys::header_keys;
use operations::security::Schemes;
use operations::{Document, servers, sparse, webhooks};
use references::Components;
use schemas::reach::Reach;
use schemas::{Schemas, json_api};

/// Lowers a document; `name` becomes the prefix of the crates' names.
pub fn lower(openapi: &OpenAPI, name: &str, report: &mut Report) -> Api {
    let version = version(openapi, report);
    let schemes = Schemes::of(openapi, report);
    let called = webhooks::read(openapi, report);
    let components = Components(openapi.components.as_ref());
    let schemas = Schemas::new(components);
    let reach = Reach::of(openapi, components, called.values());
    let base_url = servers::base_url(openapi);
    let document = Document {
        openapi,
        components,
        schemes: &schemes,
        base_url: base_url.as_deref(),
    };
    let mut models = Models::new(&schemas, json_api::is_spoken(openapi), report);
    // Component schemas first: they have the first claim on names.
    models.components(&reach);
    // Then operations, which add the types that stand only in them.
    let mut groups = operations::groups(document, &mut models);
    sparse::apply(&mut groups, &mut models);
    let headers = header_keys(&mut groups, &mut models);
    // Then what the server sends by itself.
    let webhooks = webhooks::webhooks(document, &called, &mut models);
    // Then what depends on all types together: boxes, defaults, unique names.
    let made = models.types.into_made();
    let types = settle::settle(made, &mut groups, report);
    schemas.budget.report(report);
    Api {
        name: names::crate_prefix(name),
        title: openapi.info.title.clone(),
        docs: docs::described(openapi.info.description.as_deref(), &openapi.info.extensions, false),
        version,
        base_url,
        types,
        headers,
        constant: ConstName::new(schemes.constant),
        schemes: schemes.all,
        groups,
        webhooks,
    }
}

/// `info.version` where it is a semantic version, else `0.1.0`.
fn version(openapi: &OpenAPI, report: &mut Report) -> String {
    let version = openapi.info.version.trim();
    if is_semantic(version) {
        return version.to_owned();
    }
    report.push(
        Diagnostic::new(
            Code::VersionNotSemantic,
            Pointer("/info/version".to_owned()),
            format!("{} is no semantic version", shortened(version)),
        )
        .label("the crates get version 0.1.0"),
    );
    "0.1.0".to_owned()
}

/// Whether a text is `major.minor.patch` with an optional pre-release (Semantic Versioning 2.0.0 §2, §9), as Cargo reads it.
fn is_semantic(version: &str) -> bool {
    let (core, pre) = version
        .split_once('-')
        .map_or((version, None), |(core, pre)| (core, Some(pre)));
    let number = |part: &str| {
        !part.is_empty()
            && part.len() < 10
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
    };
    let identifier = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && (!part.bytes().all(|byte| byte.is_ascii_digit()) || number(part))
    };
    core.split('.').count() == 3 && core.split('.').all(number) && pre.is_none_or(|pre| pre.split('.').all(identifier))
}
