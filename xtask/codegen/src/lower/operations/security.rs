//! Security schemes, and what of them an operation requires.

use std::collections::{HashMap, HashSet};

use openapiv3::{APIKeyLocation, OpenAPI, ReferenceOr, SecurityRequirement, SecurityScheme};
use serde_json::Value as Json;

use crate::ir::{FieldName, Pointer, Scheme, SchemeId, SchemeKind};
use crate::lower::docs::{Builder, text_of};
use crate::lower::facts::code;
use crate::lower::names;
use crate::lower::scope::{self, Case, Wanted};
use crate::report::{Code, Diagnostic, Report};

/// The schemes of a document and their ids.
#[derive(Debug, Default)]
pub(crate) struct Schemes<'a> {
    pub all: Vec<Scheme>,
    /// Schemes whose setter had to change, each with the one that kept the name.
    pub clashes: Vec<(&'a str, &'a str, String)>,
    ids: HashMap<&'a str, SchemeId>,
}

impl<'a> Schemes<'a> {
    /// Reads `components.securitySchemes`.
    pub(crate) fn of(openapi: &'a OpenAPI, report: &mut Report) -> Self {
        let mut schemes = Self::default();
        let Some(components) = &openapi.components else {
            return schemes;
        };
        let wanted: Vec<Wanted> = components.security_schemes.keys().map(|key| setter(key)).collect();
        let setters = scope::resolve(&wanted, Case::Snake);
        for (index, setter) in setters.iter().enumerate() {
            let key = |index: usize| components.security_schemes.keys().nth(index).map_or("", String::as_str);
            if let Some(keeper) = setter.clash {
                schemes.clashes.push((key(index), key(keeper), setter.name.clone()));
            }
        }
        let taken: HashSet<&str> = setters.iter().map(|setter| setter.name.as_str()).collect();
        for ((key, scheme), setter) in components.security_schemes.iter().zip(&setters) {
            let ReferenceOr::Item(scheme) = scheme else { continue };
            schemes.ids.insert(key, SchemeId::new(schemes.all.len()));
            let mut scheme = lower(key, scheme, setter.name.clone());
            scheme.provider = provider(&scheme, &taken);
            schemes.all.push(scheme);
        }
        for scheme in &schemes.all {
            unanswered(scheme, report);
        }
        schemes
    }

    /// What an operation requires: its own alternatives, else those of the document.
    pub(crate) fn required(
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
        told: None,
    }
}

/// The builder's setter for a provider of the scheme's tokens; another scheme's own setter keeps its name.
fn provider(scheme: &Scheme, taken: &HashSet<&str>) -> Option<FieldName> {
    if scheme.kind != SchemeKind::Bearer {
        return None;
    }
    let setter = scheme.name.as_str().trim_start_matches("r#");
    let mut name = format!("{setter}_provider");
    while taken.contains(name.as_str()) {
        name = format!("{name}_");
    }
    Some(FieldName::new(name))
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
        provider: None,
        kind,
        env: text_of(extensions, "x-env").map(str::to_owned),
        docs: docs.done(),
        pointer: Pointer("/components/securitySchemes".to_owned()).child(key),
    }
}

/// Schemes whose credential depends on what the server sent before (the IANA registry of HTTP authentication schemes).
const CHALLENGES: &[&str] = &[
    "digest",
    "hoba",
    "mutual",
    "negotiate",
    "ntlm",
    "scram-sha-1",
    "scram-sha-256",
];

fn unanswered(scheme: &Scheme, report: &mut Report) {
    let SchemeKind::Http(name) = &scheme.kind else { return };
    if CHALLENGES.contains(&name.to_ascii_lowercase().as_str()) {
        let said = format!("{} answers a challenge of the server", code(name));
        report.push(
            Diagnostic::new(Code::ChallengeScheme, scheme.pointer.clone(), said)
                .label("the credential is sent as it is given"),
        );
    }
}

fn http(scheme: &str) -> SchemeKind {
    match scheme.to_ascii_lowercase().as_str() {
        "bearer" => SchemeKind::Bearer,
        "basic" => SchemeKind::Basic,
        _ => SchemeKind::Http(scheme.to_owned()),
    }
}
