//! Rules of oasdiff of the levels error and warning, and why some have no rule of the same id here.
//!
//! The ids are facts about oasdiff (its `checker/rules.go` and `checker/bound_rules.go`); the reasons are ours. A test
//! holds that each id is a rule here or has a reason.

/// Patterns of ids that are left out, and why. `*` stands for any text.
pub(super) const LEFT_OUT: &[(&str, &str)] = &[
    (
        "*-sunset-missing",
        "A house rule of the provider, and no change for callers: what is deprecated is found as such, with its day or without.",
    ),
    (
        "*-sunset-invalid",
        "A house rule of the provider: a day that cannot be read is shown as it is written.",
    ),
    (
        "*-sunset-parse",
        "A house rule of the provider: a day that cannot be read is shown as it is written.",
    ),
    (
        "*sunset-date-too-small",
        "A house rule of the provider, which sets its own least time.",
    ),
    (
        "*-stability-*",
        "The generator does not read `x-stability-level`; the edit is counted among the extensions.",
    ),
    (
        "*-x-extensible-enum-*",
        "`x-extensible-enum` is read as `enum`: the rules of its values tell the edit.",
    ),
    (
        "new-required-request-default-parameter-to-existing-path",
        "A parameter of a path is a parameter of its operations: found as `new-required-request-parameter`.",
    ),
    (
        "new-required-request-header-property",
        "Properties of parameters are properties: found as `new-required-request-property`.",
    ),
    (
        "request-header-property-*",
        "Properties of parameters are properties: found as `request-property-…`.",
    ),
    (
        "request-parameter-property-*",
        "Properties of parameters are properties: found as `request-property-…`.",
    ),
    (
        "*-media-type-schema-*",
        "A media type without a schema takes everything: found as `…-type-changed` or `…-type-generalized`.",
    ),
    (
        "*-media-type-item-schema-*",
        "Of OpenAPI 3.2, which the generator reads as 3.1.",
    ),
    (
        "response-media-type-name-generalized",
        "A media type of another name is another: found as `response-media-type-removed` and `-added`.",
    ),
    (
        "*-all-of-*",
        "`allOf` is merged before schemas are compared: what it adds or takes away is found itself, once, and where it stands.",
    ),
    (
        "*-const-added",
        "A `const` is an enum of one value: found as `…-became-enum` or `…-enum-value-removed`.",
    ),
    (
        "*-const-removed",
        "A `const` is an enum of one value: found as `…-became-not-enum` or `…-enum-value-added`.",
    ),
    (
        "*-exclusive-max-*",
        "An exclusive limit is a limit: found as `…-max-…`, with the word in the old and new value.",
    ),
    (
        "*-exclusive-min-*",
        "An exclusive limit is a limit: found as `…-min-…`, with the word in the old and new value.",
    ),
    (
        "*-list-of-types-*",
        "Several types are a union: found as `…-any-of-…`, `…-one-of-…` or `…-wrapped-in-one-of`.",
    ),
    (
        "*-prefix-items-*",
        "Tuples are read as lists of any of their items: found as `…-any-of-…` or by type.",
    ),
    (
        "*-pattern-property-*",
        "Properties by pattern are read as unnamed properties: found by the type of their values.",
    ),
    (
        "*-unevaluated-properties-*",
        "Found as `…-additional-properties-…`, or as `…-constraint-…` where the object is combined of several schemas.",
    ),
    (
        "*-if-*",
        "Keywords that only restrict are one rule: found as `…-constraint-…`, with the keyword in the old and new value.",
    ),
    (
        "*-then-*",
        "Keywords that only restrict are one rule: found as `…-constraint-…`.",
    ),
    (
        "*-else-*",
        "Keywords that only restrict are one rule: found as `…-constraint-…`.",
    ),
    (
        "*-contains-*",
        "Keywords that only restrict are one rule: found as `…-constraint-…`.",
    ),
    (
        "*-dependent-required-*",
        "Keywords that only restrict are one rule: found as `…-constraint-…`.",
    ),
    (
        "*-dependent-schema-*",
        "Keywords that only restrict are one rule: found as `…-constraint-…`.",
    ),
    (
        "*-property-names-*",
        "Keywords that only restrict are one rule: found as `…-constraint-…`.",
    ),
    (
        "*-unevaluated-items-*",
        "Keywords that only restrict are one rule: found as `…-constraint-…`.",
    ),
    (
        "*-content-*",
        "`contentMediaType`, `contentEncoding` and `contentSchema` become a format, or are kept as data: found as `…-type-changed` or `…-constraint-…`.",
    ),
];

/// The ids of oasdiff's rules of the levels error and warning.
pub(super) const GRAVE: &str = "
api-deprecated-sunset-missing api-deprecated-sunset-parse api-global-security-removed
api-global-security-scope-added api-invalid-stability-level api-path-removed-before-sunset
api-path-removed-without-deprecation api-path-sunset-parse api-removed-before-sunset
api-removed-without-deprecation api-security-removed api-security-scope-added api-stability-decreased
api-sunset-date-changed-too-small api-sunset-date-too-small new-request-path-parameter
new-required-request-default-parameter-to-existing-path new-required-request-header-property
new-required-request-parameter new-required-request-property new-required-request-property-with-default
optional-response-header-removed request-body-added-required request-body-all-of-added
request-body-any-of-removed request-body-became-enum request-body-became-not-nullable
request-body-became-required request-body-const-added request-body-const-changed request-body-contains-added
request-body-content-encoding-changed request-body-content-media-type-changed request-body-content-schema-added
request-body-dependent-required-added request-body-dependent-required-changed
request-body-dependent-schema-added request-body-else-added request-body-enum-value-removed
request-body-exclusive-max-decreased request-body-exclusive-max-set request-body-exclusive-min-increased
request-body-exclusive-min-set request-body-if-added request-body-list-of-types-narrowed
request-body-max-contains-decreased request-body-max-contains-set request-body-max-decreased
request-body-max-items-decreased request-body-max-items-set request-body-max-length-decreased
request-body-max-length-set request-body-max-properties-decreased request-body-max-properties-set
request-body-max-set request-body-media-type-item-schema-added request-body-media-type-removed
request-body-media-type-schema-added request-body-min-contains-increased request-body-min-contains-set
request-body-min-increased request-body-min-items-increased request-body-min-items-set
request-body-min-length-increased request-body-min-length-set request-body-min-properties-increased
request-body-min-properties-set request-body-min-set request-body-multiple-of-changed
request-body-multiple-of-set request-body-one-of-removed request-body-pattern-property-added
request-body-prefix-items-removed request-body-property-names-added request-body-removed
request-body-then-added request-body-type-changed request-body-unevaluated-items-added
request-body-unevaluated-properties-added request-body-unique-items-set request-body-wrapped-in-one-of
request-header-property-became-enum request-header-property-became-required request-parameter-became-enum
request-parameter-became-not-allow-reserved request-parameter-became-not-nullable
request-parameter-became-required request-parameter-deprecated-sunset-missing
request-parameter-enum-value-removed request-parameter-exclusive-max-decreased
request-parameter-exclusive-max-set request-parameter-exclusive-min-increased
request-parameter-exclusive-min-set request-parameter-explode-changed request-parameter-list-of-types-narrowed
request-parameter-max-contains-set request-parameter-max-decreased request-parameter-max-items-decreased
request-parameter-max-items-set request-parameter-max-length-decreased request-parameter-max-length-set
request-parameter-max-properties-set request-parameter-max-set request-parameter-min-contains-set
request-parameter-min-increased request-parameter-min-items-increased request-parameter-min-items-set
request-parameter-min-length-increased request-parameter-min-length-set request-parameter-min-properties-set
request-parameter-min-set request-parameter-multiple-of-set request-parameter-pattern-added
request-parameter-pattern-changed request-parameter-property-became-not-nullable
request-parameter-property-enum-value-removed request-parameter-property-list-of-types-narrowed
request-parameter-property-type-changed request-parameter-property-type-specialized request-parameter-removed
request-parameter-removed-before-sunset request-parameter-style-changed
request-parameter-sunset-date-changed-too-small request-parameter-sunset-date-too-small
request-parameter-sunset-deleted request-parameter-sunset-parse request-parameter-type-changed
request-parameter-x-extensible-enum-value-removed request-property-all-of-added request-property-any-of-removed
request-property-became-enum request-property-became-not-nullable request-property-became-required
request-property-became-required-with-default request-property-const-added request-property-const-changed
request-property-contains-added request-property-content-encoding-changed
request-property-content-media-type-changed request-property-content-schema-added
request-property-dependent-required-added request-property-dependent-required-changed
request-property-dependent-schema-added request-property-deprecated-sunset-invalid
request-property-deprecated-sunset-missing request-property-else-added request-property-enum-value-removed
request-property-exclusive-max-decreased request-property-exclusive-max-set
request-property-exclusive-min-increased request-property-exclusive-min-set request-property-if-added
request-property-list-of-types-narrowed request-property-max-contains-decreased
request-property-max-contains-set request-property-max-decreased request-property-max-items-decreased
request-property-max-items-set request-property-max-length-decreased request-property-max-length-set
request-property-max-properties-decreased request-property-max-properties-set request-property-max-set
request-property-min-contains-increased request-property-min-contains-set request-property-min-increased
request-property-min-items-increased request-property-min-items-set request-property-min-length-increased
request-property-min-length-set request-property-min-properties-increased request-property-min-properties-set
request-property-min-set request-property-multiple-of-changed request-property-multiple-of-set
request-property-one-of-removed request-property-pattern-added request-property-pattern-changed
request-property-pattern-property-added request-property-prefix-items-removed
request-property-property-names-added request-property-removed request-property-stability-decreased
request-property-sunset-date-too-small request-property-then-added request-property-type-changed
request-property-unevaluated-items-added request-property-unevaluated-properties-added
request-property-unique-items-set request-property-x-extensible-enum-value-removed
required-response-header-removed response-body-all-of-removed response-body-any-of-added
response-body-became-nullable response-body-const-changed response-body-const-removed
response-body-contains-removed response-body-content-encoding-changed response-body-content-media-type-changed
response-body-content-schema-removed response-body-dependent-required-changed
response-body-dependent-required-removed response-body-dependent-schema-removed response-body-else-removed
response-body-exclusive-max-increased response-body-exclusive-max-unset response-body-exclusive-min-decreased
response-body-exclusive-min-unset response-body-if-removed response-body-list-of-types-widened
response-body-max-contains-increased response-body-max-contains-unset response-body-max-increased
response-body-max-items-increased response-body-max-items-unset response-body-max-length-increased
response-body-max-length-unset response-body-max-properties-increased response-body-max-properties-unset
response-body-max-unset response-body-media-type-item-schema-removed
response-body-media-type-item-schema-removed-untyped response-body-media-type-schema-removed
response-body-min-contains-decreased response-body-min-contains-unset response-body-min-decreased
response-body-min-items-decreased response-body-min-items-unset response-body-min-length-decreased
response-body-min-length-unset response-body-min-properties-decreased response-body-min-properties-unset
response-body-min-unset response-body-multiple-of-changed response-body-multiple-of-unset
response-body-one-of-added response-body-pattern-property-removed response-body-prefix-items-added
response-body-property-names-removed response-body-then-removed response-body-type-changed
response-body-type-generalized response-body-unevaluated-items-removed
response-body-unevaluated-properties-removed response-body-unique-items-unset response-body-wrapped-in-one-of
response-header-became-nullable response-header-became-optional response-header-exclusive-max-unset
response-header-exclusive-min-unset response-header-max-contains-unset response-header-max-items-unset
response-header-max-length-unset response-header-max-properties-unset response-header-max-unset
response-header-min-contains-unset response-header-min-items-unset response-header-min-length-unset
response-header-min-properties-unset response-header-min-unset response-header-multiple-of-unset
response-header-type-changed response-header-type-generalized response-media-type-name-generalized
response-media-type-removed response-property-all-of-removed response-property-any-of-added
response-property-became-nullable response-property-became-optional response-property-const-changed
response-property-const-removed response-property-contains-removed response-property-content-encoding-changed
response-property-content-media-type-changed response-property-content-schema-removed
response-property-dependent-required-changed response-property-dependent-required-removed
response-property-dependent-schema-removed response-property-deprecated-sunset-invalid
response-property-deprecated-sunset-missing response-property-else-removed response-property-enum-value-added
response-property-exclusive-max-increased response-property-exclusive-max-unset
response-property-exclusive-min-decreased response-property-exclusive-min-unset response-property-if-removed
response-property-list-of-types-widened response-property-max-contains-increased
response-property-max-contains-unset response-property-max-increased response-property-max-items-increased
response-property-max-items-unset response-property-max-length-increased response-property-max-length-unset
response-property-max-properties-increased response-property-max-properties-unset response-property-max-unset
response-property-min-contains-decreased response-property-min-contains-unset response-property-min-decreased
response-property-min-items-decreased response-property-min-items-unset response-property-min-length-decreased
response-property-min-length-unset response-property-min-properties-decreased
response-property-min-properties-unset response-property-min-unset response-property-multiple-of-changed
response-property-multiple-of-unset response-property-one-of-added response-property-pattern-changed
response-property-pattern-property-removed response-property-pattern-removed
response-property-prefix-items-added response-property-property-names-removed
response-property-stability-decreased response-property-sunset-date-too-small response-property-then-removed
response-property-type-changed response-property-type-generalized response-property-unevaluated-items-removed
response-property-unevaluated-properties-removed response-property-unique-items-unset
response-required-property-became-not-write-only response-required-property-removed
response-success-status-removed sunset-deleted webhook-removed
";

/// The ids of oasdiff's rules of the levels error and warning, in alphabetical order.
pub(super) fn grave() -> impl Iterator<Item = &'static str> {
    GRAVE.split_whitespace()
}

/// Why an id has no rule here; `None` where no reason is given.
pub(super) fn reason(id: &str) -> Option<(&'static str, &'static str)> {
    LEFT_OUT.iter().find(|(pattern, _)| matches(pattern, id)).copied()
}

fn matches(pattern: &str, id: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = id.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        match rest.split_once(part) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::rules::families;

    #[test]
    fn every_grave_rule_of_oasdiff_is_here_or_has_a_reason() {
        let sides = families()
            .iter()
            .flat_map(|family| family.judgements.iter().map(move |side| (family, side.direction)));
        let ours: HashSet<String> = sides.flat_map(|(family, direction)| family.rules(direction)).collect();
        let missing: Vec<&str> = grave()
            .filter(|id| !ours.contains(*id) && reason(id).is_none())
            .collect();
        assert_eq!(missing, [""; 0]);
        let idle = |(pattern, _): &&(&str, &str)| !grave().any(|id| matches(pattern, id) && !ours.contains(id));
        let idle: Vec<_> = LEFT_OUT.iter().filter(idle).collect();
        assert!(idle.is_empty(), "reasons that hold for nothing: {idle:?}");
    }

    #[test]
    fn stars_stand_for_any_text() {
        for (pattern, id, fits) in [
            ("a-*", "a-b", true),
            ("*-a", "b-a", true),
            ("*-a-*", "x-a-y", true),
            ("a", "a", true),
            ("a", "ab", false),
            ("*-a-*", "x-b-y", false),
        ] {
            assert_eq!(matches(pattern, id), fits, "{pattern} {id}");
        }
    }
}
