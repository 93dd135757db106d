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
mod pairs;
pub mod rules;
pub mod side;
pub mod surface;
pub mod version;
mod wire;

use self::finding::{Finding, Place, Rust, Wire};
use self::join::Joint;
use self::pairs::Pair;
use self::side::{Document, Faulty, Revision, Side};
use self::surface::Change;
use self::version::Bump;
pub use self::wire::Noise;
use self::wire::Raw;
use self::wire::doc::Doc;

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
    /// Where `info.version` stands at the head.
    pub version: Option<Place>,
    /// Whether the documents say the same, so that only the generator can have changed.
    pub same_document: bool,
    /// The label of an operation to its method, in the order of the document.
    pub operations: Vec<String>,
}

impl Provider {
    /// Whether the provider's change can go in as it is.
    pub fn passes(&self) -> bool {
        self.bump.enough && self.open() == 0
    }

    /// How many findings break deployed clients and are not accepted.
    pub fn open(&self) -> usize {
        self.count(Finding::is_open)
    }

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

/// What a side was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The revision; `None` for files of the disk.
    pub revision: Option<Revision>,
    /// The root files of the documents, as shown.
    pub files: Vec<String>,
}

impl Origin {
    fn of(side: &Side) -> Self {
        let files = side.inputs.iter().map(|input| input.source.name().to_owned());
        Self {
            revision: side.revision.clone(),
            files: files.collect(),
        }
    }
}

/// The addresses of a file's line in each side, with `{file}` and `{line}` in them; `None` where none is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Of the base.
    pub base: Option<String>,
    /// Of the head.
    pub head: Option<String>,
}

/// The whole comparison.
#[derive(Debug, Default)]
pub struct Comparison {
    /// The day, `YYYY-MM-DD`.
    pub today: String,
    /// Where places can be read.
    pub links: Links,
    /// What was.
    pub base: Origin,
    /// What is.
    pub head: Origin,
    /// The providers of both sides, by name.
    pub providers: Vec<Provider>,
    /// What is wrong with `accepted-breaks.toml`.
    pub problems: Vec<String>,
}

impl Comparison {
    /// Marks what was accepted. Entries that no longer hold become problems, and those that match nothing, but where the
    /// base accepts it already.
    pub fn accept(&mut self, entries: &[accepted::Entry], base: &[accepted::Entry], today: &str) {
        self.problems = accepted::apply(entries, base, &mut self.providers, today);
    }

    /// The first day of this month in the next year.
    fn next_year(&self) -> String {
        let (year, rest) = self.today.split_once('-').unwrap_or((&self.today, "01-01"));
        let year: u32 = year.parse().unwrap_or_default();
        let month = rest.get(..2).unwrap_or("01");
        format!("{:04}-{month}-01", year.saturating_add(1))
    }

    /// Whether the change can go in as it is: versions are large enough, and what breaks clients is accepted.
    pub fn passes(&self) -> bool {
        self.problems.is_empty() && self.providers.iter().all(Provider::passes)
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

/// Compares two sides, all documents at once.
///
/// # Errors
///
/// Where a document of either side has errors, so that nothing would be generated from it.
pub fn compare(base: Side, head: Side, options: &Options) -> Result<Comparison, Failure> {
    let (old, new) = (Origin::of(&base), Origin::of(&head));
    let pairs: Vec<_> = pairs::pairs(base, head, options)?.into_iter().collect();
    let providers = parallel::map(pairs, |(name, pair)| provider(name, &pair, options));
    Ok(Comparison {
        today: options.today.clone(),
        links: Links::default(),
        base: old,
        head: new,
        providers: providers.map_err(Failure::Threads)?,
        problems: Vec::new(),
    })
}

fn provider(name: String, pair: &Pair, options: &Options) -> Provider {
    let joint = Joint::new(&name, pair.base.as_ref(), pair.head.as_ref());
    let version = |document: &Option<Document>| document.as_ref().map(|document| document.api.version.clone());
    let versions = (version(&pair.base), version(&pair.head));
    let alone = |family, rust| (joint.alone_provider(family, rust), Noise::default(), rust, false);
    let (mut findings, noise, mut needed, same_document) = match (&pair.base, &pair.head) {
        (Some(base), Some(head)) => both(&joint, base, head, options),
        (None, Some(_)) => alone(&rules::PROVIDER_ADDED, Rust::None),
        _ => alone(&rules::PROVIDER_REMOVED, Rust::Major),
    };
    if let Some(old) = &pair.old_name {
        findings.push(joint.renamed_provider(old));
        needed = Rust::Major;
    }
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
    let version = pair.head.as_ref();
    Provider {
        version: version.map(|head| Place::of(&head.source, "/info/version")),
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
    if same && base.written != head.written {
        wired.noise = wire::unseen([base, head].map(|side| (Doc::of_written(side), &side.report)));
    } else if same && base.source.text(0) != head.source.text(0) {
        wired.noise.spelling = 1;
    }
    let is_inside = changes.is_empty() && needed == Rust::Patch;
    let mut raws = wired.findings;
    for unjudged in wired.unjudged {
        // Where the code is the same, clients send and read what they did; only a schema can have the server refuse it.
        if unjudged.is_schema || needed != Rust::None {
            raws.push(unjudged.raw);
        } else {
            wired.noise.other += 1;
        }
    }
    if needed == Rust::None {
        raws.iter_mut().for_each(Raw::read_as_before);
    }
    // Code that differs where nothing else does has a cause that no one saw.
    let is_explained = !raws.is_empty() || wired.noise.spelling + wired.noise.moved > 0;
    let mut findings = joint.findings(raws, wired.quiet, changes);
    let first = findings.first().map(|finding| &finding.owner);
    if is_inside && first.is_some() && findings.iter().all(|finding| Some(&finding.owner) == first) {
        // Only one thing changed, so that it is what changes inside functions.
        findings.iter_mut().for_each(|cause| cause.rust = Rust::Patch);
    } else if is_inside && is_explained {
        findings.push(joint.inside(&rules::CODE_CHANGED));
    } else if is_inside {
        findings.push(joint.inside(&rules::NOT_JUDGED));
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
