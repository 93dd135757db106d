//! What the report says of two items with one Rust name, and of what one of them is called instead.

use super::claims::{Claim, Items, Reported};
use crate::code_span::shortened;
use crate::report::{Code, Diagnostic, Report};

/// Reports that an item gives way to another one.
pub(super) fn report(items: Items, item: &Claim, keeper: &Claim, name: &str, report: &mut Report) {
    // The number `10` and the text `"10"`: what they are tells them apart, and no name could be given to one of them.
    let are_literals = items == Items::Values && item.wire == keeper.wire;
    let is_reported = match item.reported {
        Reported::Always => true,
        Reported::BesideOthers => keeper.reported != Reported::BesideOthers,
        Reported::Never => false,
    };
    if are_literals || !is_reported {
        return;
    }
    let said = |claim: &Claim| claim.spoken.clone().unwrap_or_else(|| claim.wire.clone());
    let same = format!("`{}` and `{}` have the same Rust name", said(item), said(keeper));
    let becomes = format!("becomes `{name}`");
    let (message, becomes, hint) = match items {
        Items::Alternatives => (
            format!("two alternatives are called `{}`", item.name),
            becomes,
            "a `title` names an alternative",
        ),
        // Nobody can choose names for media types.
        Items::MediaTypes => (same, becomes, "the variant of a media type is called after it"),
        Items::HeaderKeys if item.wire == keeper.wire => (
            format!(
                "the header {} has different types in different responses",
                shortened(&said(item))
            ),
            format!("its key becomes `{}`", name.to_uppercase()),
            "declare it alike everywhere",
        ),
        Items::Values => (same, becomes, "choose names of values with `x-rust-names`"),
        Items::HeaderKeys => (same, format!("becomes `{}`", name.to_uppercase()), CHOOSE),
        _ => (same, becomes, CHOOSE),
    };
    report.push(
        Diagnostic::new(Code::NameClash, item.pointer.clone(), message)
            .label(becomes)
            .also(keeper.pointer.clone(), "keeps the name")
            .hint(hint),
    );
}

const CHOOSE: &str = "choose a name with `x-rust-name`";
