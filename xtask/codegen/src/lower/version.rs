//! The version of the crates: that of the document, where Cargo can read it.

use openapiv3::OpenAPI;

use crate::code_span::shortened;
use crate::ir::Pointer;
use crate::report::{Code, Diagnostic, Report};

/// `info.version` where it is a semantic version, else `0.1.0`.
pub(super) fn version(openapi: &OpenAPI, report: &mut Report) -> String {
    let version = openapi.info.version.trim();
    // `v1.27.0` is how releases are tagged.
    let version = version.strip_prefix(['v', 'V']).unwrap_or(version);
    if is_semantic(version) {
        return version.to_owned();
    }
    report.push(
        Diagnostic::new(
            Code::VersionNotSemantic,
            Pointer("/info/version".to_owned()),
            format!("{} is no semantic version", shortened(&openapi.info.version)),
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
