//! What is found out about the parts of a value while it is read. In and out: data, by places of parts.

use std::any::TypeId;
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use super::fault::Fault;

/// What a part is to a union.
#[derive(Clone, Debug)]
pub(super) enum Known {
    /// It is being found out: a union that is an alternative of itself is none.
    Open,
    /// What it is, and what that loses.
    Is(Chosen, Lost),
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Chosen {
    Variant(usize),
    Several(Rc<[usize]>),
    Nothing,
}

/// What is lost of a part.
#[derive(Clone, Debug, Default)]
pub(super) struct Lost {
    pub(super) leaves: usize,
    /// The places of its members that are lost as a whole, in their order.
    pub(super) members: Vec<usize>,
}

/// What trying a variant has lost so far.
#[derive(Debug, Default)]
pub(super) struct Trial {
    /// The part that it is tried on.
    pub(super) on: Option<usize>,
    pub(super) lost: Lost,
    /// How many leaves it may lose; with more it is in vain.
    pub(super) most: usize,
}

type Table<K, V> = RefCell<HashMap<K, V, BuildHasherDefault<Mixed>>>;

/// What is found out.
#[derive(Debug, Default)]
pub(super) struct Session {
    /// By union and part.
    known: Table<(TypeId, usize), Known>,
    /// What a value of a form was last, by union.
    likely: Table<(TypeId, u64), usize>,
    trial: RefCell<Trial>,
}

impl Session {
    pub(super) fn known(&self, union: TypeId, at: usize) -> Option<Known> {
        self.known.borrow().get(&(union, at)).cloned()
    }

    pub(super) fn learn(&self, union: TypeId, at: usize, known: Known) {
        self.known.borrow_mut().insert((union, at), known);
    }

    pub(super) fn likely(&self, union: TypeId, form: u64) -> Option<usize> {
        self.likely.borrow().get(&(union, form)).copied()
    }

    pub(super) fn expect(&self, union: TypeId, form: u64, variant: usize) {
        self.likely.borrow_mut().insert((union, form), variant);
    }

    /// Starts a trial, or goes on with one. Gives what was before.
    pub(super) fn replace(&self, trial: Trial) -> Trial {
        self.trial.replace(trial)
    }

    /// Notes that a part is lost; its place is given where it is a member of what a variant is tried on.
    ///
    /// # Errors
    ///
    /// If that is too much.
    pub(super) fn lose(&self, leaves: usize, place: Option<usize>) -> Result<(), Fault> {
        let mut trial = self.trial.borrow_mut();
        trial.lost.leaves += leaves;
        trial.lost.members.extend(place.filter(|_| leaves > 0));
        trial.is_in_vain(0)
    }

    /// Notes what is lost of a part, which may be the one that a variant is tried on.
    ///
    /// # Errors
    ///
    /// If that is too much.
    pub(super) fn lose_of(&self, at: usize, lost: Lost) -> Result<(), Fault> {
        let mut trial = self.trial.borrow_mut();
        trial.lost.leaves += lost.leaves;
        if trial.on == Some(at) {
            trial.lost.members.extend(lost.members);
        }
        trial.is_in_vain(0)
    }

    /// Whether some more may be lost.
    ///
    /// # Errors
    ///
    /// If that is too much.
    pub(super) fn spare(&self, leaves: impl FnOnce() -> usize) -> Result<(), Fault> {
        let trial = self.trial.borrow();
        match trial.most {
            usize::MAX => Ok(()),
            _ => trial.is_in_vain(leaves()),
        }
    }

    /// Whether it is a part that a variant is tried on.
    pub(super) fn is_tried_on(&self, at: usize) -> bool {
        self.trial.borrow().on == Some(at)
    }
}

impl Trial {
    fn is_in_vain(&self, more: usize) -> Result<(), Fault> {
        match self.lost.leaves + more > self.most {
            true => Err(Fault::Untold),
            false => Ok(()),
        }
    }
}

/// A hash of numbers that nobody chooses.
#[derive(Debug, Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
