//! Document → intermediate representation. The only code that sees both, the only maker of Rust names.
//!
//! In: a typed OpenAPI 3.0 document and the facts beside it. Out: an [`Api`], and diagnostics for what is weakened or renamed.
//!
//! Dependencies go one way. From bottom to top, each names only what stands before it:
//!
//! * `naming`: names for claims, and what clashes;
//! * `references`, `schemas`: the document, read only, with all that may be said of its values without a type; `facts` and
//!   `docs`: the same as documentation;
//! * `models`: the table of types, and what makes types of schemas;
//! * `operations`: functions that make operations of what the document says and of the models;
//! * `settle`: what depends on all types together.

use crate::document::Document;
use crate::ir::{Api, ConstName};
use crate::report::Report;
use crate::rust_path::is_path;

mod docs;
mod facts;
mod models;
mod naming;
pub(crate) mod operations;
mod references;
mod schemas;
mod settle;
mod version;

use models::Models;
use naming::names;
use operations::header_keys::header_keys;
use operations::security::Schemes;
use operations::{Common, servers, sparse, webhooks};
use references::Components;
use schemas::Schemas;
use schemas::reach::Reach;

/// Lowers a document; `name` becomes the prefix of the crates' names.
pub fn lower(document: &Document, name: &str, report: &mut Report) -> Api {
    let Document { openapi, facts } = document;
    let schemes = Schemes::of(openapi, facts, report);
    let called = webhooks::read(openapi, report);
    let components = Components(openapi.components.as_ref());
    let schemas = Schemas::new(components, facts);
    let reach = Reach::of(openapi, components, called.values());
    let base_url = servers::base_url(openapi);
    let base_path = servers::base_path(openapi, base_url.as_deref(), report);
    let servers = servers::named(openapi, base_url.as_deref(), report);
    let name = names::crate_prefix(name);
    let models_crate = names::models_crate(&name);
    let common = Common {
        openapi,
        models_crate: &models_crate,
        components,
        schemes: &schemes,
        base_url: base_url.as_deref(),
    };
    let mut models = Models::new(&schemas, openapi, report);
    // Component schemas first: they have the first claim on names.
    models.components(&reach);
    // Then operations, which add the types that stand only in them.
    let mut groups = operations::groups(common, &mut models);
    sparse::apply(&mut groups, &mut models);
    let headers = header_keys(&mut groups, &mut models);
    // Then what the server sends by itself.
    let webhooks = webhooks::webhooks(openapi, components, &called, &mut models);
    // Then what depends on all types together: boxes, defaults, unique names.
    let made = models.types.into_made();
    let signature = webhooks::signature(openapi, &called, report);
    let (types, groups) = settle::settle(made, groups, report);
    schemas.budget.report(report);
    let path = docs::text_of(&openapi.info.extensions, "x-rust-path").filter(|path| is_path(path));
    Api {
        path: path.map_or_else(|| names::client_crate(&name), str::to_owned),
        name,
        title: openapi.info.title.clone(),
        docs: docs::of_api(openapi),
        variables: servers::variables(openapi),
        version: version::version(openapi, report),
        base_url,
        base_path,
        base_url_env: servers::variable(openapi),
        servers,
        types,
        headers,
        constant: ConstName::new(schemes.constant),
        schemes: schemes.all,
        groups,
        webhooks,
        signature,
    }
}
