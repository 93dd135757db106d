//! Which documents of two sides are one provider's.
//!
//! In: two sides. Out: a pair for each provider, by the name that its crates have now. A document whose file is called
//! otherwise on the other side is known by its operations.

use std::collections::{BTreeMap, BTreeSet};

use callspec_codegen::parallel;
use serde_json::Value;

use super::side::{self, Document, Faulty, Plain, Side};
use super::surface::{self, Surface};
use super::{Failure, Options};

/// What an earlier generator wrote: its surface, and the number of its code.
pub(super) type Committed = (Surface, Option<u64>);

/// What was found of one provider on each side.
#[derive(Default)]
pub(super) struct Pair {
    pub(super) base: Option<Document>,
    pub(super) head: Option<Document>,
    /// What is committed at the base.
    pub(super) committed: Option<Committed>,
    /// The name that it had at the base, where that was another.
    pub(super) old_name: Option<String>,
}

/// A document of a side, named after its file.
struct Named {
    is_head: bool,
    name: String,
    document: Plain,
}

/// The pairs, by name.
pub(super) fn pairs(base: Side, head: Side, options: &Options) -> Result<BTreeMap<String, Pair>, Failure> {
    let generated = base.generated;
    let inputs = base.inputs.into_iter().map(|input| (false, input));
    let inputs: Vec<_> = inputs
        .chain(head.inputs.into_iter().map(|input| (true, input)))
        .collect();
    let read = parallel::map(inputs, |(is_head, input)| {
        let (name, document) = (input.name, side::read(input.source)?);
        Ok(Named {
            is_head,
            name,
            document,
        })
    });
    let mut documents = all(read.map_err(Failure::Threads)?)?;
    let old_names = renamed(&documents, options);
    for document in documents.iter_mut().filter(|document| !document.is_head) {
        if let Some((new, _)) = old_names.iter().find(|(_, old)| **old == document.name) {
            document.name.clone_from(new);
        }
    }
    let understood = parallel::map(documents, |named| {
        let Named {
            is_head,
            name,
            document,
        } = named;
        let document = side::understand(document, &name)?;
        let committed = || {
            let surface = surface::parsed(&name, &generated)?;
            Some((surface, surface::digest_of_files(&name, &generated)))
        };
        let committed = if is_head { None } else { committed() };
        Ok((is_head, name, document, committed))
    });
    let mut pairs = BTreeMap::<String, Pair>::new();
    for (is_head, name, document, committed) in all(understood.map_err(Failure::Threads)?)? {
        let pair = pairs.entry(name).or_default();
        if is_head {
            pair.head = Some(document);
        } else {
            pair.base = Some(document);
            pair.committed = committed;
        }
    }
    if !options.single {
        for (new, old) in old_names {
            pairs.entry(new).or_default().old_name = Some(old);
        }
    }
    Ok(pairs)
}

/// All that could be done, or all documents with errors.
fn all<T>(results: Vec<Result<T, Box<Faulty>>>) -> Result<Vec<T>, Failure> {
    let mut done = Vec::new();
    let mut faulty = Vec::new();
    for result in results {
        match result {
            Ok(it) => done.push(it),
            Err(fault) => faulty.push(*fault),
        }
    }
    if faulty.is_empty() {
        Ok(done)
    } else {
        Err(Failure::Faulty(faulty))
    }
}

/// The documents that are called otherwise on both sides: their new names to their old ones.
fn renamed(documents: &[Named], options: &Options) -> BTreeMap<String, String> {
    let of_side = |is_head| documents.iter().filter(move |document| document.is_head == is_head);
    if let (true, [base, head]) = (options.single, documents) {
        return match (base.is_head, head.is_head) {
            (false, true) if base.name != head.name => BTreeMap::from([(head.name.clone(), base.name.clone())]),
            _ => BTreeMap::new(),
        };
    }
    let is_alone = |document: &&Named| !of_side(!document.is_head).any(|other| other.name == document.name);
    let mut old_names = BTreeMap::new();
    let mut gone: Vec<&Named> = of_side(false).filter(is_alone).collect();
    for new in of_side(true).filter(is_alone) {
        let shared = |old: &&Named| shared(&old.document, &new.document);
        let alike = gone.iter().enumerate().filter(|(_, old)| is_alike(old, new));
        let most = alike.max_by_key(|(_, old)| shared(old)).map(|(index, _)| index);
        if let Some(index) = most {
            old_names.insert(new.name.clone(), gone.remove(index).name.clone());
        }
    }
    old_names
}

/// Whether two documents are one that was edited: they are equal, or share at least half of the operations of each.
fn is_alike(old: &Named, new: &Named) -> bool {
    let most = operations(&old.document).len().max(operations(&new.document).len());
    old.document.plain.value == new.document.plain.value || most > 0 && 2 * shared(&old.document, &new.document) >= most
}

fn shared(one: &Plain, other: &Plain) -> usize {
    operations(one).intersection(&operations(other)).count()
}

/// Path and method of each operation.
fn operations(document: &Plain) -> BTreeSet<(&str, &str)> {
    let paths = document.plain.value.get("paths").and_then(Value::as_object);
    let mut operations = BTreeSet::new();
    for (path, item) in paths.into_iter().flatten() {
        let methods = item.as_object().into_iter().flatten();
        operations.extend(methods.map(|(method, _)| (path.as_str(), method.as_str())));
    }
    operations
}
