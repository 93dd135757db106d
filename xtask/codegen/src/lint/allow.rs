//! `x-lint-allow`: codes that a document allows in a place and below it, each with a reason.
//!
//! In: the document as it was written. Out: the report without what is allowed, and with what is wrong with the allowances
//! themselves.

use serde_json::Value;

use super::walk::walk;
use crate::ir::Pointer;
use crate::nearest::nearest;
use crate::pointer;
use crate::report::{Code, Diagnostic, Level, Report};

/// The key that allows.
const KEY: &str = "x-lint-allow";

/// One code that is allowed in one place.
#[derive(Debug)]
struct Allowance {
    code: Code,
    /// The object with the key.
    place: String,
    /// The entry itself.
    at: Pointer,
    is_used: bool,
}

/// What a document allows.
#[derive(Debug, Default)]
pub struct Allowances {
    sound: Vec<Allowance>,
    faulty: Vec<Diagnostic>,
}

impl Allowances {
    /// Finds the allowances of a document, before anything is rewritten.
    pub fn of(document: &Value) -> Self {
        let mut found = Self::default();
        walk(document, &mut |node| {
            if let Some(allowed) = node.value.get(KEY) {
                found.add(allowed, &node.at);
            }
        });
        found
    }

    fn add(&mut self, allowed: &Value, place: &Pointer) {
        let key = pointer::join(&place.0, KEY);
        let Value::Object(entries) = allowed else {
            let message = format!("`{KEY}` is an object of codes, each with a reason");
            let hint = format!("write `{KEY}: {{unused-component: why}}`");
            let diagnostic = Diagnostic::new(Code::FaultyAllowance, Pointer(key), message);
            return self.faulty.push(diagnostic.hint(hint));
        };
        for (name, reason) in entries {
            let at = Pointer(pointer::join(&key, name));
            match sound(name, reason, &at) {
                Ok(code) => self.sound.push(Allowance {
                    code,
                    place: place.0.clone(),
                    at,
                    is_used: false,
                }),
                Err(diagnostic) => self.faulty.push(*diagnostic),
            }
        }
    }

    /// Takes what is allowed out of a report.
    pub fn apply(&mut self, report: &mut Report) {
        if self.sound.is_empty() {
            return;
        }
        report.diagnostics.retain(|diagnostic| {
            let covers = |allowance: &&mut Allowance| {
                allowance.code == diagnostic.code && is_below(&diagnostic.at.0, &allowance.place)
            };
            let nearest = self
                .sound
                .iter_mut()
                .filter(covers)
                .max_by_key(|found| found.place.len());
            match nearest {
                Some(allowance) if diagnostic.level != Level::Error => {
                    allowance.is_used = true;
                    false
                }
                _ => true,
            }
        });
    }

    /// Reports what is wrong with the allowances themselves. All rules have to have run before.
    pub fn judge(self, report: &mut Report) {
        report.diagnostics.extend(self.faulty);
        for Allowance { code, at, is_used, .. } in self.sound {
            if !is_used {
                let message = format!("nothing here is a case of `{}`", code.as_str());
                let diagnostic = Diagnostic::new(Code::UnusedAllowance, at, message).on_key();
                report.diagnostics.push(diagnostic.hint("remove the allowance"));
            }
        }
    }
}

/// The code of an entry that may stand.
fn sound(name: &str, reason: &Value, at: &Pointer) -> Result<Code, Box<Diagnostic>> {
    let faulty = |message: String| Diagnostic::new(Code::FaultyAllowance, at.clone(), message).on_key();
    let Some(code) = Code::parse(name) else {
        let allowable = Code::ALL.iter().filter(|code| code.level() != Level::Error);
        let diagnostic = faulty(format!("`{name}` is no code"));
        return Err(Box::new(match nearest(name, allowable.map(|code| code.as_str())) {
            Some(meant) => diagnostic.label(format!("did you mean `{meant}`?")),
            None => diagnostic.hint("`cargo xtask lint --explain` lists all codes"),
        }));
    };
    if code.level() == Level::Error {
        return Err(Box::new(faulty(format!(
            "`{name}` is an error, which cannot be allowed"
        ))));
    }
    match reason {
        Value::String(reason) if !reason.trim().is_empty() => Ok(code),
        _ => Err(Box::new(
            faulty(format!("`{name}` is allowed without a reason")).hint("say why, in a sentence"),
        )),
    }
}

fn is_below(pointer: &str, place: &str) -> bool {
    pointer
        .strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
