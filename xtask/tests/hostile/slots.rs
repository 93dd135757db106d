//! Text into code: every slot of a document × every payload.
//!
//! A slot of which only literals and documentation are made shares its documents with the others of its kind; one of
//! which names are made, or whose text decides what is generated, has documents of its own.

use std::collections::{BTreeMap, HashSet};
use std::time::Instant;

use callspec_codegen::layout::TextFile;
use callspec_codegen::parallel;

use super::audit;
use super::base::{self, Base};
use super::payloads::payloads;
use super::run::{Made, generate};

/// A text that no payload is like.
const HARMLESS: &str = "Quite harmless";

/// Slots that decide what is generated, by what they hold: a template declares parameters, and `Default` is derived where a
/// constant is empty.
const DECIDING: &[&str] = &["SlotPath", "SlotPathParam", "SlotMapping"];

/// What is judged by one document per payload.
struct Unit<'a> {
    base: &'a Base,
    slots: Vec<&'a str>,
    benign: &'a [TextFile],
}

#[test]
fn text_becomes_code_in_no_slot() {
    let begun = Instant::now();
    let (bases, payloads) = (base::all(), payloads());
    let benign: Vec<Vec<TextFile>> = bases.iter().map(|base| files(&base.with(&[], ""))).collect();
    benign
        .iter()
        .for_each(|files| assert_eq!(audit::faults(files), Vec::<String>::new()));
    let slots: usize = bases.iter().map(|base| base.slots.len()).sum();
    assert!(
        slots >= 100 && payloads.len() >= 50,
        "{slots} slots, {} payloads",
        payloads.len()
    );

    let units = bases
        .iter()
        .zip(&benign)
        .flat_map(|(base, benign)| units(base, benign))
        .collect::<Vec<_>>();
    let count = units.len() * payloads.len();
    let findings = parallel::map(units, |unit| {
        let judge = |(name, text): &(&str, String)| unit.judge(name, text);
        payloads.iter().flat_map(judge).collect::<Vec<_>>()
    });
    let findings: Vec<String> = findings.unwrap().into_iter().flatten().collect();
    eprintln!(
        "{slots} slots × {} payloads in {count} documents: {:?}",
        payloads.len(),
        begun.elapsed()
    );
    let mut by_slot = BTreeMap::new();
    findings
        .iter()
        .for_each(|finding| *by_slot.entry(finding.split(", ").next()).or_insert(0) += 1);
    let some = &findings[..findings.len().min(40)];
    assert!(
        findings.is_empty(),
        "{} findings\n{by_slot:#?}\n{}",
        findings.len(),
        some.join("\n")
    );
}

/// The slots of a document: those that make no names together, each of the others alone.
fn units<'a>(base: &'a Base, benign: &'a [TextFile]) -> Vec<Unit<'a>> {
    let own = audit::names(benign);
    let is_prose = |slot: &str| match generate("hostile.json", &base.with(&[slot], HARMLESS)) {
        Ok(Made::Files(files)) => audit::names(&files) == own,
        _ => false,
    };
    let kinds: HashSet<&str> = base
        .slots
        .iter()
        .map(String::as_str)
        .filter(|slot| is_prose(slot))
        .collect();
    let (prose, others): (Vec<_>, Vec<_>) = base
        .slots
        .iter()
        .map(String::as_str)
        .partition(|slot| kinds.contains(slot) && !DECIDING.contains(slot));
    let alone = others.into_iter().map(|slot| vec![slot]);
    let units = [prose].into_iter().chain(alone).filter(|slots| !slots.is_empty());
    units.map(|slots| Unit { base, slots, benign }).collect()
}

fn files(text: &str) -> Vec<TextFile> {
    match generate("hostile.json", text) {
        Ok(Made::Files(files)) => files,
        Ok(Made::Refused(shown)) => panic!("{shown}"),
        Err(fault) => panic!("{fault}"),
    }
}

impl Unit<'_> {
    fn judge(&self, name: &str, text: &str) -> Vec<String> {
        match self.of(&self.slots, name, text) {
            // One slot's refusal hides what becomes of the others.
            None if self.slots.len() > 1 => self
                .slots
                .iter()
                .filter_map(|slot| self.of(&[slot], name, text))
                .flatten()
                .collect(),
            found => found.unwrap_or_default(),
        }
    }

    /// What is wrong with the output for a payload; `None` where it is refused.
    fn of(&self, slots: &[&str], name: &str, text: &str) -> Option<Vec<String>> {
        let faults = match generate("hostile.json", &self.base.with(slots, text)) {
            Err(fault) => vec![fault],
            Ok(Made::Refused(_)) => return None,
            Ok(Made::Files(mut files)) => {
                let known: BTreeMap<&str, &str> = self
                    .benign
                    .iter()
                    .map(|file| (file.path.as_str(), file.text.as_str()))
                    .collect();
                let same = |file: &TextFile| known.get(file.path.as_str()) == Some(&file.text.as_str());
                let (same, changed): (Vec<_>, Vec<_>) = files.drain(..).partition(same);
                let kept: HashSet<&str> = same.iter().map(|file| file.path.as_str()).collect();
                let benign: Vec<TextFile> = self
                    .benign
                    .iter()
                    .filter(|file| !kept.contains(file.path.as_str()))
                    .cloned()
                    .collect();
                let mut faults = audit::faults(&changed);
                let items = (audit::items(&changed), audit::items(&benign));
                if items.0 != items.1 && !slots.iter().all(|slot| DECIDING.contains(slot)) {
                    faults.push(format!("other items: {:?}", difference(items)));
                }
                faults
            }
        };
        let slots = slots.join(" ");
        Some(
            faults
                .into_iter()
                .map(|fault| format!("{slots}, {name}: {fault}"))
                .collect(),
        )
    }
}

/// What only one of two sorted lists has.
fn difference((left, right): (Vec<String>, Vec<String>)) -> (Vec<String>, Vec<String>) {
    let without = |mut list: Vec<String>, other: &[String]| {
        for item in other {
            list.iter().position(|known| known == item).map(|at| list.remove(at));
        }
        list
    };
    (without(left.clone(), &right), without(right, &left))
}
