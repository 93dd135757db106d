//! Security schemes, and what of them an operation requires.

use std::collections::HashMap;

use openapiv3::{APIKeyLocation, OpenAPI, ReferenceOr, SecurityRequirement, SecurityScheme};
use serde_json::Value as Json;

use super::docs::{Builder, text_of};
use super::names;
use super::scope::{self, Case, Wanted};
use crate::ir::{FieldName, Pointer, Scheme, SchemeId, SchemeKind};

/// The schemes of a document and their ids.
#[derive(Debug, Default)]
pub(super) struct Schemes<'a> {
    pub all: Vec<Scheme>,
    ids: HashMap<&'a str, SchemeId>,
}

impl<'a> Schemes<'a> {
    /// Reads `components.securitySchemes`.
    pub(super) fn of(openapi: &'a OpenAPI) -> Self {
        let mut schemes = Self::default();
        let Some(components) = &openapi.components else {
            return schemes;
        };
        let wanted: Vec<Wanted> = components.security_schemes.keys().map(|key| setter(key)).collect();
        let setters = scope::resolve(&wanted, Case::Snake);
        for ((key, scheme), setter) in components.security_schemes.iter().zip(setters) {
            let ReferenceOr::Item(scheme) = scheme else { continue };
            schemes.ids.insert(key, SchemeId::new(schemes.all.len()));
            schemes.all.push(lower(key, scheme, setter.name));
        }
        schemes
    }

    /// What an operation requires: its own alternatives, else those of the document.
    pub(super) fn required(
        &self,
        own: Option<&'a [SecurityRequirement]>,
        global: Option<&'a [SecurityRequirement]>,
    ) -> Vec<Vec<SchemeId>> {
        let alternatives = own.or(global).unwrap_or_default();
        alternatives
            .iter()
            .map(|schemes| {
                schemes
                    .keys()
                    .filter_map(|key| self.ids.get(key.as_str()).copied())
                    .collect()
            })
            .collect()
    }
}

/// The builder's setter for a scheme; names of the builder's own methods give way.
fn setter(key: &str) -> Wanted {
    let name = names::field_name(key);
    let own = [
        "allow_http",
        "base_url",
        "body_limit",
        "build",
        "clock",
        "connect_timeout",
        "dice",
        "middleware",
        "read_timeout",
        "retry",
        "timeout",
        "transport",
        "user_agent",
    ];
    let name = if own.contains(&name.as_str()) {
        format!("{name}_credential")
    } else {
        name
    };
    Wanted {
        name,
        wire: key.to_owned(),
        identity: key.to_owned(),
        chosen: true,
    }
}

fn lower(key: &str, scheme: &SecurityScheme, name: String) -> Scheme {
    let (kind, description, extensions) = match scheme {
        SecurityScheme::APIKey {
            location,
            name,
            description,
            extensions,
        } => {
            let kind = match location {
                APIKeyLocation::Query => SchemeKind::Query(name.clone()),
                APIKeyLocation::Header => SchemeKind::Header(name.clone()),
                APIKeyLocation::Cookie => SchemeKind::Cookie(name.clone()),
            };
            (kind, description, extensions)
        }
        SecurityScheme::HTTP {
            scheme,
            description,
            extensions,
            ..
        } => (http(scheme), description, extensions),
        SecurityScheme::OAuth2 {
            description,
            extensions,
            ..
        } => (SchemeKind::Bearer, description, extensions),
        SecurityScheme::OpenIDConnect {
            description,
            extensions,
            ..
        } => (SchemeKind::Bearer, description, extensions),
    };
    let kind = if extensions.get("x-mutual-tls").and_then(Json::as_bool) == Some(true) {
        SchemeKind::MutualTls
    } else {
        kind
    };
    let mut docs = Builder::default();
    docs.text(description.as_deref());
    docs.evidence(|key| text_of(extensions, key));
    Scheme {
        key: key.to_owned(),
        name: FieldName::new(name),
        kind,
        env: text_of(extensions, "x-env").map(str::to_owned),
        docs: docs.done(),
        pointer: Pointer("/components/securitySchemes".to_owned()).child(key),
    }
}

fn http(scheme: &str) -> SchemeKind {
    match scheme.to_ascii_lowercase().as_str() {
        "bearer" => SchemeKind::Bearer,
        "basic" => SchemeKind::Basic,
        _ => SchemeKind::Http(scheme.to_owned()),
    }
}
