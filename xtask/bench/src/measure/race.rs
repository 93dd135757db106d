//! Several processes measured by turns, so that what the machine does beside falls on all alike.

use super::{Cost, Fault, Sample};

/// How often something is run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pace {
    /// As often at the least, whatever it takes.
    pub(crate) least: usize,
    /// As often at the most.
    pub(crate) most: usize,
    /// In between, until so many seconds are spent on it.
    pub(crate) seconds: f64,
}

impl Pace {
    fn wants(&self, samples: &[Sample]) -> bool {
        let spent: f64 = samples.iter().map(|sample| sample.wall).sum();
        samples.len() < self.least || samples.len() < self.most && spent < self.seconds
    }
}

/// Something that is run again and again.
pub(crate) struct Racer<'a> {
    run: Box<dyn FnMut() -> Result<Sample, Fault> + 'a>,
    samples: Vec<Sample>,
    fault: Option<Fault>,
}

impl<'a> Racer<'a> {
    /// Something that has not run yet.
    pub(crate) fn new(run: impl FnMut() -> Result<Sample, Fault> + 'a) -> Self {
        Self {
            run: Box::new(run),
            samples: Vec::new(),
            fault: None,
        }
    }

    /// What it cost, or why that is not known.
    pub(crate) fn outcome(self) -> Result<Cost, Fault> {
        self.fault.map_or(Ok(Cost::of(&self.samples)), Err)
    }

    fn turn(&mut self) {
        match (self.run)() {
            Ok(sample) => self.samples.push(sample),
            Err(fault) => self.fault = Some(fault),
        }
    }
}

/// Lets all run by turns until none wants more; one that fails once is out.
pub(crate) fn race(racers: &mut [Racer<'_>], pace: Pace) {
    loop {
        let mut is_over = true;
        for racer in racers.iter_mut() {
            if racer.fault.is_none() && pace.wants(&racer.samples) {
                racer.turn();
                is_over = false;
            }
        }
        if is_over {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn they_take_turns_until_their_time_is_spent() {
        let order = RefCell::new(String::new());
        let runner = |name: char, wall: f64| {
            let order = &order;
            Racer::new(move || {
                order.borrow_mut().push(name);
                Ok(Sample {
                    wall,
                    ..Sample::default()
                })
            })
        };
        let broken = Racer::new(|| Err(Fault::new("refuses", "for a test")));
        let mut racers = [runner('a', 1.0), runner('b', 5.0), broken];
        let pace = Pace {
            least: 2,
            most: 4,
            seconds: 3.0,
        };
        race(&mut racers, pace);
        assert_eq!(order.borrow().as_str(), "ababa");
        let [a, _, broken] = racers;
        assert_eq!(a.outcome().map(|cost| cost.runs), Ok(3));
        assert!(broken.outcome().is_err());
    }
}
