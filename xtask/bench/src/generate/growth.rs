//! How the cost grows. In: one made-up document in several sizes. Out: the figures of each size.

use std::collections::BTreeMap;
use std::fs;
use std::io;

use serde::{Deserialize, Serialize};

use super::{Cell, Row, synthetic};
use crate::Bench;
use crate::documents::Document;
use crate::measure::Fault;
use crate::tools::{ToolName, Way};

/// Schemas of the sizes: from small to large, and the doublings up to the largest.
const SCHEMAS: [usize; 5] = [100, 1_250, 2_500, 5_000, 10_000];

/// Sizes of a trial.
const FEW: [usize; 3] = [100, 200, 400];

/// A generator that takes longer for one size, in seconds, is not given the next, which would take twice as long.
const PATIENCE: f64 = 10.0;

/// One size.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Size {
    /// Schemas, and as many operations.
    pub(crate) schemas: usize,
    /// What it took.
    pub(crate) row: Row,
}

/// Measures all sizes.
pub(super) fn run(bench: &Bench<'_>) -> io::Result<Vec<Size>> {
    let folder = bench.scratch.join("generate/synthetic");
    fs::create_dir_all(&folder)?;
    let mut tools = bench.tools.clone();
    let mut given_up: BTreeMap<ToolName, Fault> = BTreeMap::new();
    let mut sizes = Vec::new();
    for schemas in if bench.quick { &FEW[..] } else { &SCHEMAS[..] } {
        bench.tell(&format!("generate: growth, {schemas} schemas"));
        let name = format!("items-{schemas}");
        let file = folder.join(format!("{name}.json"));
        let text = serde_json::to_string_pretty(&synthetic::document(schemas / synthetic::EACH))?;
        fs::write(&file, &text)?;
        let document = Document {
            name,
            file,
            bytes: u64::try_from(text.len()).unwrap_or(u64::MAX),
        };
        let mut row = super::row(bench, &document, &tools)?;
        let left_out = given_up.iter().map(|(kind, fault)| {
            let cost = Err(fault.clone());
            (*kind, Cell { way: Way::AsItIs, cost })
        });
        row.tools.extend(left_out.collect::<Vec<_>>());
        tools.retain(|tool| match row.tools.get(&tool.kind).map(|cell| &cell.cost) {
            Some(Ok(cost)) if cost.wall.median < PATIENCE => true,
            Some(Ok(_)) => {
                let reason = format!("{schemas} schemas took more than {PATIENCE} s");
                given_up.insert(tool.kind, Fault::new("too long", reason));
                false
            }
            Some(Err(fault)) => {
                given_up.insert(tool.kind, fault.clone());
                false
            }
            None => false,
        });
        sizes.push(Size { schemas: *schemas, row });
    }
    Ok(sizes)
}
