//! A row per document and a dot per generator, on a logarithmic scale: equal distances are equal ratios.

use super::{Scale, colour, dot, legend, picture, rule, text};
use crate::measure::Spread;
use crate::page::number;
use crate::tools::ToolName;

/// One figure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dot {
    /// Whose.
    pub(crate) kind: ToolName,
    /// The figure, in seconds.
    pub(crate) spread: Spread,
}

/// The figures of one document.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// The document.
    pub(crate) name: String,
    /// Below what nothing can be, in seconds.
    pub(crate) floor: Option<f64>,
    /// The figures.
    pub(crate) dots: Vec<Dot>,
}

const WIDTH: f64 = 860.0;
const LEFT: f64 = 230.0;
const RIGHT: f64 = 30.0;
const TOP: f64 = 60.0;
const ROW: f64 = 24.0;

/// Draws the figures; `None` where there are none.
pub(crate) fn dots(title: &str, groups: &[Group]) -> Option<String> {
    let spreads = groups.iter().flat_map(|group| group.dots.iter().map(|dot| dot.spread));
    let ends = spreads.flat_map(|spread| [spread.min, spread.max]);
    let floors = groups.iter().filter_map(|group| group.floor);
    let scale = Scale::over(ends.chain(floors), LEFT, WIDTH - RIGHT)?;
    let bottom = TOP + ROW * groups.len() as f64;
    let mut drawn = text(LEFT, 20.0, "start", title);
    let is_shown = |kind: &ToolName| {
        groups
            .iter()
            .any(|group| group.dots.iter().any(|dot| dot.kind == *kind))
    };
    let kinds: Vec<ToolName> = ToolName::ALL.into_iter().filter(is_shown).collect();
    drawn += &legend(&kinds, LEFT + 6.0, 42.0);
    for tick in scale.ticks() {
        let x = scale.at(tick);
        drawn += &rule((x, TOP), (x, bottom), "#dddddd", 1.0);
        drawn += &text(
            x,
            bottom + 16.0,
            "middle",
            &number::seconds(tick).replace(".00", "").replace(".0", ""),
        );
    }
    for (index, group) in groups.iter().enumerate() {
        let y = TOP + ROW * (index as f64 + 0.5);
        drawn += &text(LEFT - 12.0, y + 4.0, "end", &group.name);
        if let Some(floor) = group.floor {
            let x = scale.at(floor);
            drawn += &rule((x, y - 8.0), (x, y + 8.0), "#333333", 2.0);
        }
        for Dot { kind, spread } in group.dots.iter().rev() {
            let colour = colour(*kind);
            drawn += &rule((scale.at(spread.min), y), (scale.at(spread.max), y), colour, 1.5);
            drawn += &dot(scale.at(spread.median), y, colour);
        }
    }
    Some(picture(WIDTH, bottom + 28.0, title, &drawn))
}
