//! Nothing: the tests are in `tests/`, and what they test is in `generated/`, made of `spec.yaml`.
