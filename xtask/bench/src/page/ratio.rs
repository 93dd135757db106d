//! Figures held against each other. In: figures per generator. Out: ratios of ours to the best of the others.

use std::collections::BTreeMap;

use crate::measure::{Cost, Fault};
use crate::tools::ToolName;

/// The least figure among the rivals, and whose it is.
pub(super) fn best(figures: &BTreeMap<ToolName, f64>) -> Option<(ToolName, f64)> {
    let rivals = figures.iter().filter(|(kind, _)| **kind != ToolName::Callspec);
    let best = rivals.min_by(|a, b| a.1.total_cmp(b.1))?;
    Some((*best.0, *best.1))
}

/// Our figure as so many times the least of the rivals'.
pub(super) fn to_best(figures: &BTreeMap<ToolName, f64>) -> Option<f64> {
    let own = figures.get(&ToolName::Callspec)?;
    best(figures)
        .filter(|(_, best)| *best > 0.0)
        .map(|(_, best)| own / best)
}

/// The times of those that have one.
pub(super) fn times<'a>(
    costs: impl IntoIterator<Item = (ToolName, &'a Result<Cost, Fault>)>,
) -> BTreeMap<ToolName, f64> {
    let known = costs
        .into_iter()
        .filter_map(|(kind, cost)| cost.as_ref().ok().map(|cost| (kind, cost.wall.median)));
    known.collect()
}

/// The slope of a line through points on two logarithmic scales: 1 is linear, 2 quadratic. By least squares.
pub(super) fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let logs: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
    let count = logs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / count;
    let (mean_x, mean_y) = (mean(|point| point.0), mean(|point| point.1));
    let squares: f64 = logs.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    let products: f64 = logs.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    (logs.len() > 1 && squares > 0.0).then(|| products / squares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_is_held_against_the_best() {
        let figures = BTreeMap::from([
            (ToolName::Callspec, 1.0),
            (ToolName::Ploidy, 4.0),
            (ToolName::Progenitor, 2.0),
        ]);
        assert_eq!(best(&figures), Some((ToolName::Progenitor, 2.0)));
        assert_eq!(to_best(&figures), Some(0.5));
        assert_eq!(to_best(&BTreeMap::from([(ToolName::Callspec, 1.0)])), None);
    }

    #[test]
    fn what_is_linear_has_slope_one() {
        let slope = |points: &[(f64, f64)]| slope(points).map(|slope| (slope * 1e6).round() / 1e6);
        assert_eq!(slope(&[(100.0, 0.5), (200.0, 1.0), (800.0, 4.0)]), Some(1.0));
        assert_eq!(slope(&[(10.0, 1.0), (20.0, 4.0)]), Some(2.0));
        assert_eq!(slope(&[(10.0, 1.0)]), None);
    }
}
