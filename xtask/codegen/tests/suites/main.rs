//! Suites after the published ones: schemas with instances that are valid or not, documents that pass or fail.
//!
//! The cases are this project's own; the JSON Schema Test Suite (its structural part) and the test documents of the OpenAPI
//! Specification are their models.

#![cfg(test)]

mod documents;
mod instances;
mod schemas;
