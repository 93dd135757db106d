//! Security schemes, and what of them an operation requires.

use std::collections::HashMap;

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, OpenAPI, ReferenceOr, SecurityRequirement, SecurityScheme};

use crate::code_span::shortened;
use crate::document::Facts;
use crate::ir::{ConstName, FieldName, OAuth2, Pointer, Scheme, SchemeId, SchemeKind, Tokens};
use crate::lower::docs::{described, text_of};
use crate::lower::naming::{Claim, Items, Namespace, Reported, names};
use crate::report::{Code, Diagnostic, Report};

/// The schemes of a document and their ids.
#[derive(Debug, Default)]
pub(crate) struct Schemes<'a> {
    pub all: Vec<Scheme>,
    /// The static of the API beside theirs.
    pub constant: String,
    ids: HashMap<&'a str, SchemeId>,
}

impl<'a> Schemes<'a> {
    /// Reads `components.securitySchemes`.
    pub(crate) fn of(openapi: &'a OpenAPI, facts: &Facts, report: &mut Report) -> Self {
        let mut schemes = Self::default();
        let declared = || {
            openapi
                .components
                .iter()
                .flat_map(|components| &components.security_schemes)
        };
        let claims = declared().map(|(key, scheme)| {
            let chosen = scheme.as_item().and_then(chosen_name);
            let name = names::setter_name(chosen.unwrap_or(key));
            Claim {
                chosen: chosen.is_some(),
                ..Claim::new(name, key, place_of(key))
            }
        });
        let mut setters = Namespace::new(Items::Setters);
        let names = setters.name(claims.collect(), report);
        for ((key, scheme), name) in declared().zip(names) {
            let ReferenceOr::Item(scheme) = scheme else { continue };
            schemes.ids.insert(key, SchemeId::new(schemes.all.len()));
            let is_mutual_tls = facts.mutual_tls.contains(key);
            schemes.all.push(lower(key, scheme, name, is_mutual_tls));
        }
        name_providers(&mut schemes.all, &mut setters, report);
        for ((_, scheme), lowered) in declared()
            .filter(|(_, scheme)| scheme.as_item().is_some())
            .zip(&mut schemes.all)
        {
            lowered.oauth2 = scheme
                .as_item()
                .and_then(|scheme| oauth2(scheme, lowered, &mut setters, report));
        }
        schemes.constant = name_statics(&mut schemes.all, report);
        for scheme in &schemes.all {
            report_challenge(scheme, report);
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

/// Names the builder's setters for providers of tokens, which give way to the setters of schemes.
fn name_providers(schemes: &mut [Scheme], setters: &mut Namespace, report: &mut Report) {
    let mut with_tokens: Vec<&mut Scheme> = schemes
        .iter_mut()
        .filter(|scheme| scheme.kind == SchemeKind::Bearer)
        .collect();
    let claim = |scheme: &&mut Scheme| {
        let name = format!("{}_provider", names::stem(scheme.name.as_str()));
        let disambiguator = format!("{name}_");
        Claim::following(name, [disambiguator])
    };
    let names = setters.name(with_tokens.iter().map(claim).collect(), report);
    for (scheme, name) in with_tokens.iter_mut().zip(names) {
        scheme.provider = Some(FieldName::new(name));
    }
}

/// How tokens of an `oauth2` scheme are fetched; its setters give way to all others.
fn oauth2(scheme: &SecurityScheme, lowered: &Scheme, setters: &mut Namespace, report: &mut Report) -> Option<OAuth2> {
    let SecurityScheme::OAuth2 { flows, extensions, .. } = scheme else {
        return None;
    };
    let mut name = |what: &str| {
        let name = format!("{}_{what}", names::stem(lowered.name.as_str()));
        let claim = Claim::following(name.clone(), [format!("{name}_")]);
        FieldName::new(setters.name(vec![claim], report).concat())
    };
    // What is relative to an address that nobody knows is none.
    let absolute = |url: &String| url.contains("://").then(|| url.clone());
    let own = flows.client_credentials.as_ref();
    let code = flows
        .authorization_code
        .as_ref()
        .map(|flow| (&flow.refresh_url, &flow.token_url));
    let password = flows.password.as_ref().map(|flow| (&flow.refresh_url, &flow.token_url));
    let renewed = code
        .into_iter()
        .chain(password)
        .find_map(|(renewal, token)| absolute(renewal.as_ref().unwrap_or(token)));
    let device = text_of(extensions, "x-device-token-url").map(str::to_owned);
    let renewed = renewed.or_else(|| device.as_ref().and_then(absolute));
    Some(OAuth2 {
        grant: name("grant"),
        client_credentials: own
            .and_then(|flow| absolute(&flow.token_url))
            .map(|url| (name("client_credentials"), url)),
        refresh: renewed,
    })
}

/// Names the statics of schemes and, last, that of the API.
fn name_statics(schemes: &mut [Scheme], report: &mut Report) -> String {
    let mut namespace = Namespace::new(Items::Statics);
    let claim = |scheme: &Scheme| Claim {
        reported: Reported::Never,
        ..Claim::new(
            names::constant_name(scheme.name.as_str()),
            &scheme.key,
            scheme.pointer.clone(),
        )
    };
    let names = namespace.name(schemes.iter().map(claim).collect(), report);
    for (scheme, name) in schemes.iter_mut().zip(names) {
        scheme.constant = ConstName::new(name);
    }
    let api = Claim::following("API".to_owned(), ["THIS_API".to_owned()]);
    namespace.name(vec![api], report).concat()
}

fn place_of(key: &str) -> Pointer {
    Pointer("/components/securitySchemes".to_owned()).child(key)
}

/// `x-rust-name` of a scheme.
fn chosen_name(scheme: &SecurityScheme) -> Option<&str> {
    let (SecurityScheme::APIKey { extensions, .. }
    | SecurityScheme::HTTP { extensions, .. }
    | SecurityScheme::OAuth2 { extensions, .. }
    | SecurityScheme::OpenIDConnect { extensions, .. }) = scheme;
    text_of(extensions, "x-rust-name")
}

fn lower(key: &str, scheme: &SecurityScheme, name: String, is_mutual_tls: bool) -> Scheme {
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
    Scheme {
        key: key.to_owned(),
        hint: (names::guessed_setter(key) != name).then(|| FieldName::new(name.clone())),
        constant: ConstName::new(names::constant_name(&name)),
        name: FieldName::new(name),
        provider: None,
        oauth2: None,
        kind: if is_mutual_tls { SchemeKind::MutualTls } else { kind },
        tokens: tokens(scheme),
        env: text_of(extensions, "x-env").map(str::to_owned),
        docs: described(description.as_deref(), extensions, false),
        pointer: Pointer("/components/securitySchemes".to_owned()).child(key),
    }
}

/// What is said of a scheme's tokens.
fn tokens(scheme: &SecurityScheme) -> Tokens {
    match scheme {
        SecurityScheme::APIKey { .. } => Tokens::default(),
        SecurityScheme::HTTP { bearer_format, .. } => Tokens {
            format: bearer_format.clone(),
            ..Tokens::default()
        },
        SecurityScheme::OpenIDConnect {
            open_id_connect_url, ..
        } => Tokens {
            discovery: Some(open_id_connect_url.clone()).filter(|url| !url.is_empty()),
            ..Tokens::default()
        },
        SecurityScheme::OAuth2 { flows, .. } => {
            let (implicit, code) = (flows.implicit.as_ref(), flows.authorization_code.as_ref());
            let (password, own) = (flows.password.as_ref(), flows.client_credentials.as_ref());
            let addresses = implicit.map(|flow| &flow.authorization_url);
            let addresses = addresses.into_iter().chain(code.map(|flow| &flow.authorization_url));
            let scopes = [
                implicit.map(|flow| &flow.scopes),
                code.map(|flow| &flow.scopes),
                password.map(|flow| &flow.scopes),
                own.map(|flow| &flow.scopes),
            ];
            let mut all: IndexMap<&str, &str> = IndexMap::new();
            for (name, said) in scopes.into_iter().flatten().flatten() {
                all.entry(name).or_insert(said);
            }
            let mut authorization: Vec<String> = addresses.filter(|url| !url.is_empty()).cloned().collect();
            authorization.dedup();
            let said = |text: &str| described(Some(text), &IndexMap::new(), false);
            let scope = |(name, text): (&str, &str)| (name.to_owned(), said(text));
            Tokens {
                authorization,
                scopes: all.into_iter().map(scope).collect(),
                ..Tokens::default()
            }
        }
    }
}

/// Schemes whose credential depends on what the server sent before (the IANA registry of HTTP authentication schemes).
pub(crate) const CHALLENGES: &[&str] = &[
    "digest",
    "hoba",
    "mutual",
    "negotiate",
    "ntlm",
    "scram-sha-1",
    "scram-sha-256",
];

/// Reports a scheme whose credential the client cannot make.
fn report_challenge(scheme: &Scheme, report: &mut Report) {
    let SchemeKind::Http(name) = &scheme.kind else { return };
    if CHALLENGES.contains(&name.to_ascii_lowercase().as_str()) {
        let said = format!("{} answers a challenge of the server", shortened(name));
        report.push(
            Diagnostic::new(Code::ChallengeScheme, scheme.pointer.clone(), said)
                .label("the credential is sent as it is given"),
        );
    }
}

/// Schemes whose credential the client writes itself.
pub(crate) const KNOWN: &[(&str, SchemeKind)] = &[("bearer", SchemeKind::Bearer), ("basic", SchemeKind::Basic)];

fn http(scheme: &str) -> SchemeKind {
    let known = KNOWN.iter().find(|(name, _)| name.eq_ignore_ascii_case(scheme));
    known.map_or_else(|| SchemeKind::Http(scheme.to_owned()), |(_, kind)| kind.clone())
}
