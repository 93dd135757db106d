//! Hostile documents: whatever stands in a document, it is generated from without harm or refused with its place; never
//! a panic, a hang, or silence. `README.md` beside this file says which test holds which row of the threats.

mod audit;
mod base;
mod chains;
mod child;
mod payloads;
mod run;
mod runs;
mod shapes;
mod slots;
mod texts;
