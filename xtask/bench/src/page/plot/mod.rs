//! Plots as SVG. In: figures. Out: the text of a picture; it needs no script and no font of its own.

mod dots;
mod lines;

use crate::tools::ToolName;

pub(super) use dots::{Dot, Group, dots};
pub(super) use lines::{Line, lines};

/// A generator's colour: those of Okabe and Ito, which the colour-blind can tell apart.
fn colour(kind: ToolName) -> &'static str {
    match kind {
        ToolName::Callspec => "#0072b2",
        ToolName::Ploidy => "#e69f00",
        ToolName::Oas3Gen => "#009e73",
        ToolName::Progenitor => "#d55e00",
        ToolName::OpenapiGenerator => "#cc79a7",
    }
}

/// A logarithmic scale from values to places of a picture.
#[derive(Clone, Copy, Debug)]
struct Scale {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// A scale over whole powers of ten that hold all values; values that are not positive have no place on it.
    fn over(values: impl IntoIterator<Item = f64>, start: f64, end: f64) -> Option<Self> {
        let logs: Vec<f64> = values
            .into_iter()
            .filter(|value| *value > 0.0)
            .map(f64::log10)
            .collect();
        let low = logs.iter().copied().reduce(f64::min)?.floor();
        let high = logs.iter().copied().reduce(f64::max)?.ceil();
        Some(Self {
            low,
            high: high.max(low + 1.0),
            start,
            end,
        })
    }

    /// Where a value is.
    fn at(&self, value: f64) -> f64 {
        let part = (value.log10() - self.low) / (self.high - self.low);
        self.start + part.clamp(0.0, 1.0) * (self.end - self.start)
    }

    /// The powers of ten.
    fn ticks(&self) -> Vec<f64> {
        let count = (self.high - self.low).round() as usize;
        (0..=count).map(|index| 10_f64.powf(self.low + index as f64)).collect()
    }
}

/// A picture of some size around what is drawn.
fn picture(width: f64, height: f64, title: &str, drawn: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n<title>{title}</title>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n{drawn}</svg>\n",
        title = escaped(title)
    )
}

/// A text in a picture; `anchor` is `start`, `middle` or `end`.
fn text(x: f64, y: f64, anchor: &str, words: &str) -> String {
    format!(
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"#333333\">{}</text>\n",
        escaped(words)
    )
}

/// A thin line.
fn rule(from: (f64, f64), to: (f64, f64), colour: &str, width: f64) -> String {
    format!(
        "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{colour}\" stroke-width=\"{width}\"/>\n",
        from.0, from.1, to.0, to.1
    )
}

/// A dot.
fn dot(x: f64, y: f64, colour: &str) -> String {
    format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\" fill=\"{colour}\"/>\n")
}

/// The names of generators with their colours, in a row.
fn legend(kinds: &[ToolName], mut x: f64, y: f64) -> String {
    let mut drawn = String::new();
    for kind in kinds {
        drawn += &dot(x, y - 4.0, colour(*kind));
        drawn += &text(x + 8.0, y, "start", kind.name());
        // About the width of a letter; too much does no harm.
        x += 24.0 + 7.0 * kind.name().len() as f64;
    }
    drawn
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_holds_its_values() {
        let scale = Scale::over([0.03, 0.0, 4.0], 100.0, 400.0).unwrap();
        let places = [0.01, 0.1, 10.0, 1e9].map(|value| scale.at(value));
        assert_eq!(places, [100.0, 200.0, 400.0, 400.0]);
        assert_eq!(scale.ticks().len(), 4);
        assert!(Scale::over([0.0], 0.0, 1.0).is_none());
    }
}
