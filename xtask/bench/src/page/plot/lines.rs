//! A line per generator over sizes, both scales logarithmic: what is linear has the slope of the grey line.

use super::{Scale, colour, dot, legend, picture, rule, text};
use crate::page::number;
use crate::tools::ToolName;

/// The figures of one generator.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Whose.
    pub(crate) kind: ToolName,
    /// Sizes, and seconds.
    pub(crate) points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 460.0;
const LEFT: f64 = 80.0;
const RIGHT: f64 = 30.0;
const TOP: f64 = 60.0;
const BOTTOM: f64 = HEIGHT - 50.0;

/// Draws the lines; `None` where there are none.
pub(crate) fn lines(title: &str, axis: &str, all: &[Line]) -> Option<String> {
    let points = || all.iter().flat_map(|line| line.points.iter());
    let x = Scale::over(points().map(|point| point.0), LEFT, WIDTH - RIGHT)?;
    let y = Scale::over(points().map(|point| point.1), BOTTOM, TOP)?;
    let mut drawn = text(LEFT, 20.0, "start", title);
    let kinds: Vec<ToolName> = all.iter().map(|line| line.kind).collect();
    drawn += &legend(&kinds, LEFT + 6.0, 42.0);
    for tick in x.ticks() {
        drawn += &rule((x.at(tick), TOP), (x.at(tick), BOTTOM), "#dddddd", 1.0);
        drawn += &text(x.at(tick), BOTTOM + 16.0, "middle", &number::grouped(tick));
    }
    for tick in y.ticks() {
        drawn += &rule((LEFT, y.at(tick)), (WIDTH - RIGHT, y.at(tick)), "#dddddd", 1.0);
        let label = number::seconds(tick).replace(".00", "").replace(".0", "");
        drawn += &text(LEFT - 8.0, y.at(tick) + 4.0, "end", &label);
    }
    drawn += &text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10.0, "middle", axis);
    // From the first point of the first line, as much more time as there is more to do.
    if let Some((first, last)) = all.first().and_then(|line| line.points.first().zip(line.points.last())) {
        let end = (last.0, first.1 * last.0 / first.0);
        drawn += &rule(
            (x.at(first.0), y.at(first.1)),
            (x.at(end.0), y.at(end.1)),
            "#999999",
            1.0,
        );
    }
    for line in all {
        let colour = colour(line.kind);
        for pair in line.points.windows(2) {
            if let [from, to] = pair {
                drawn += &rule((x.at(from.0), y.at(from.1)), (x.at(to.0), y.at(to.1)), colour, 1.5);
            }
        }
        for point in &line.points {
            drawn += &dot(x.at(point.0), y.at(point.1), colour);
        }
    }
    Some(picture(WIDTH, HEIGHT, title, &drawn))
}
