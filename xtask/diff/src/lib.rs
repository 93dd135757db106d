//! Reviews a change of documents: what it does to deployed clients, and what it does to code.
//!
//! ```text
//! base ─► side ─┬─► wire (normalised documents) ─► raw findings ─┐
//! head ─► side ─┤                                                ├─► join ─► findings ─► version, accepted ─► format
//!               └─► surface (items that emit makes) ─► changes ──┘
//! ```
//!
//! In: two sides. Out: a [`Comparison`], which the formats print. Every finding has two verdicts: one for clients that
//! are deployed (old client, new server), one for code that compiles today.

use std::collections::BTreeMap;
use std::io;

use callspec_codegen::parallel;

pub mod accepted;
mod causes;
pub mod finding;
mod fingerprint;
pub mod format;
pub mod git;
mod join;
mod names;
pub mod rules;
pub mod side;
pub mod surface;
pub mod version;
mod wire;

use self::finding::{Finding, Rust, Wire};
use self::join::Joint;
use self::side::{Document, Faulty, Side};
use self::surface::{Change, Surface};
use self::version::Bump;
pub use self::wire::Noise;

/// What a comparison depends on beside the sides.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day, `YYYY-MM-DD`: a sunset that has passed is none.
    pub today: String,
    /// Whether each side is one document, so that the names of the files make no difference.
    pub single: bool,
}

/// One provider.
#[derive(Debug)]
pub struct Provider {
    /// Its name: the prefix of its crates.
    pub name: String,
    /// The findings, those that break first.
    pub findings: Vec<Finding>,
    /// Edits that have no effect.
    pub noise: Noise,
    /// The bump that is needed, and the one that was made.
    pub bump: Bump,
    /// Whether the documents say the same, so that only the generator can have changed.
    pub same_document: bool,
    /// The label of an operation to its method, in the order of the document.
    pub operations: Vec<String>,
}

impl Provider {
    /// How many findings break deployed clients.
    pub fn on_the_wire(&self) -> usize {
        self.count(|finding| finding.wire() == Wire::Breaking)
    }

    /// How many findings break code.
    pub fn in_rust(&self) -> usize {
        self.count(|finding| finding.rust == Rust::Major)
    }

    /// How many findings neither break something nor warn.
    pub fn additive(&self) -> usize {
        self.count(|finding| !finding.is_breaking() && finding.wire() == Wire::Fine)
    }

    /// How many findings warn and break nothing.
    pub fn warnings(&self) -> usize {
        self.count(|finding| !finding.is_breaking() && finding.wire() == Wire::Warning)
    }

    fn count(&self, is: impl Fn(&Finding) -> bool) -> usize {
        self.findings.iter().filter(|finding| is(finding)).count()
    }
}

/// The whole comparison.
#[derive(Debug, Default)]
pub struct Comparison {
    /// The providers of both sides, by name.
    pub providers: Vec<Provider>,
    /// What is wrong with `accepted-breaks.toml`.
    pub problems: Vec<String>,
}

impl Comparison {
    /// Marks what was accepted; entries that match nothing, or no longer hold, become problems.
    pub fn accept(&mut self, entries: &[accepted::Entry], today: &str) {
        self.problems = accepted::apply(entries, &mut self.providers, today);
    }

    /// Whether the change can go in as it is: versions are large enough, and what breaks clients is accepted.
    pub fn passes(&self) -> bool {
        let fine = |provider: &Provider| provider.bump.enough && !provider.findings.iter().any(Finding::is_open);
        self.problems.is_empty() && self.providers.iter().all(fine)
    }
}

/// Why two sides cannot be compared.
#[derive(Debug)]
pub enum Failure {
    /// A document has errors.
    Faulty(Vec<Faulty>),
    /// No thread can be had.
    Threads(io::Error),
}

/// What an earlier generator wrote: its surface, and the number of its code.
type Committed = (Surface, Option<u64>);

/// What was found of one provider on each side.
#[derive(Default)]
struct Pair {
    base: Option<Document>,
    head: Option<Document>,
    /// What is committed at the base.
    committed: Option<Committed>,
}

/// Compares two sides, all documents at once.
///
/// # Errors
///
/// Where a document of either side has errors, so that nothing would be generated from it.
pub fn compare(mut base: Side, head: Side, options: &Options) -> Result<Comparison, Failure> {
    if let ([old], [new], true) = (base.inputs.as_mut_slice(), head.inputs.as_slice(), options.single) {
        old.name.clone_from(&new.name);
    }
    let generated = std::mem::take(&mut base.generated);
    let inputs = base.inputs.into_iter().map(|input| (false, input));
    let inputs: Vec<_> = inputs
        .chain(head.inputs.into_iter().map(|input| (true, input)))
        .collect();
    let documents = parallel::map(inputs, |(is_head, input)| {
        let name = input.name.clone();
        let committed = || {
            Some((
                surface::parsed(&name, &generated)?,
                surface::digest_of_files(&name, &generated),
            ))
        };
        let committed = if is_head { None } else { committed() };
        (is_head, name, committed, side::analyse(input))
    });
    let mut pairs = BTreeMap::<String, Pair>::new();
    let mut faulty = Vec::new();
    for (is_head, name, committed, document) in documents.map_err(Failure::Threads)? {
        let pair = pairs.entry(name).or_default();
        match document {
            Ok(document) if is_head => pair.head = Some(document),
            Ok(document) => {
                pair.base = Some(document);
                pair.committed = committed;
            }
            Err(fault) => faulty.push(*fault),
        }
    }
    if !faulty.is_empty() {
        return Err(Failure::Faulty(faulty));
    }
    let pairs: Vec<_> = pairs.into_iter().collect();
    let providers = parallel::map(pairs, |(name, pair)| provider(name, &pair, options));
    Ok(Comparison {
        providers: providers.map_err(Failure::Threads)?,
        problems: Vec::new(),
    })
}

fn provider(name: String, pair: &Pair, options: &Options) -> Provider {
    let joint = Joint::new(&name, pair.base.as_ref(), pair.head.as_ref());
    let version = |document: &Option<Document>| document.as_ref().map(|document| document.api.version.clone());
    let versions = (version(&pair.base), version(&pair.head));
    let (mut findings, noise, mut needed, same_document) = match (&pair.base, &pair.head) {
        (Some(base), Some(head)) => both(&joint, base, head, options),
        (None, Some(_)) => (
            joint.alone_provider(&rules::PROVIDER_ADDED),
            Noise::default(),
            Rust::None,
            false,
        ),
        _ => (
            joint.alone_provider(&rules::PROVIDER_REMOVED),
            Noise::default(),
            Rust::None,
            false,
        ),
    };
    if let (Some((committed, digest)), Some(base), Some(_)) = (&pair.committed, &pair.base, &pair.head) {
        let changes = surface::compare(committed, &base.surface);
        let asked = gravest(&changes, || *digest == Some(surface::digest_of(&base.api)));
        needed = needed.max(asked);
        if changes.is_empty() && asked == Rust::Patch {
            findings.push(joint.inside(&rules::GENERATOR_CHANGED));
        }
        findings.extend(joint.alone(changes, Some(&rules::GENERATOR_CHANGED)));
    }
    findings.sort_by_key(Finding::rank);
    number_twins(&mut findings);
    let operations = pair
        .head
        .as_ref()
        .or(pair.base.as_ref())
        .map_or_else(Vec::new, |document| {
            let label = |operation: &callspec_codegen::ir::Operation| {
                format!("{} {}", operation.method.as_str(), operation.path)
            };
            document.api.operations().map(label).collect()
        });
    let bump = Bump::of(needed, versions.0.as_deref(), versions.1.as_deref());
    Provider {
        name,
        findings,
        noise,
        bump,
        same_document,
        operations,
    }
}

fn both(joint: &Joint<'_>, base: &Document, head: &Document, options: &Options) -> (Vec<Finding>, Noise, Rust, bool) {
    let mut wired = wire::compare(&base.plain, &head.plain, &options.today);
    let changes = surface::compare(&base.surface, &head.surface);
    let same_code = || base.plain == head.plain || surface::digest_of(&base.api) == surface::digest_of(&head.api);
    let needed = gravest(&changes, same_code);
    let same = base.plain == head.plain;
    if same && base.source.text(0) != head.source.text(0) {
        wired.noise.spelling = 1;
    }
    let is_inside = changes.is_empty() && needed == Rust::Patch;
    let mut findings = joint.findings(wired.findings, changes);
    if is_inside {
        findings.push(joint.inside(&rules::CODE_CHANGED));
    }
    (findings, wired.noise, needed, same)
}

/// The gravest of some changes; without any, a patch where the code differs. That is looked at last, as it takes long.
fn gravest(changes: &[Change], same_code: impl Fn() -> bool) -> Rust {
    let gravest = changes.iter().map(|change| change.rust).max();
    gravest.unwrap_or_else(|| if same_code() { Rust::None } else { Rust::Patch })
}

/// Findings that are alike in all that a fingerprint holds are told apart by their order.
fn number_twins(findings: &mut [Finding]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let count = seen.entry(finding.fingerprint.clone()).or_default();
        *count += 1;
        if *count > 1 {
            finding.fingerprint = fingerprint::of(&[&finding.fingerprint, &count.to_string()]);
        }
    }
}
