//! Several values of one figure as its median, least and most.

use serde::{Deserialize, Serialize};

use super::Sample;

/// A figure that was taken several times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Spread {
    /// The one in the middle; of an even number, the mean of the two.
    pub(crate) median: f64,
    /// The least.
    pub(crate) min: f64,
    /// The most.
    pub(crate) max: f64,
}

impl Spread {
    /// Of values in any order; all zero where there are none.
    pub(crate) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let (Some(min), Some(max)) = (values.first(), values.last()) else {
            return Self::default();
        };
        let (low, high) = (values[(values.len() - 1) / 2], values[values.len() / 2]);
        Self {
            median: f64::midpoint(low, high),
            min: *min,
            max: *max,
        }
    }
}

/// What runs of one process cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// Seconds from start to end.
    pub(crate) wall: Spread,
    /// Seconds of processor time.
    pub(crate) cpu: Spread,
    /// Bytes of memory at the peak.
    pub(crate) peak: Spread,
    /// How often it was run.
    pub(crate) runs: usize,
}

impl Cost {
    /// Of some runs.
    pub(crate) fn of(samples: &[Sample]) -> Self {
        let peak = |sample: &Sample| sample.peak as f64;
        Self {
            wall: Spread::of(samples.iter().map(|sample| sample.wall)),
            cpu: Spread::of(samples.iter().map(|sample| sample.cpu)),
            peak: Spread::of(samples.iter().map(peak)),
            runs: samples.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        let spread = |values: &[f64]| Spread::of(values.iter().copied());
        let expected = |median, min, max| Spread { median, min, max };
        assert_eq!(spread(&[3.0, 1.0, 2.0]), expected(2.0, 1.0, 3.0));
        assert_eq!(spread(&[4.0, 1.0, 2.0, 3.0]), expected(2.5, 1.0, 4.0));
        assert_eq!(spread(&[5.0]), expected(5.0, 5.0, 5.0));
        assert_eq!(spread(&[]), expected(0.0, 0.0, 0.0));
    }
}
