//! Limits of schemas, at every place. An exclusive limit is a limit: `exclusiveMaximum` is judged as `maximum`.

use super::advice::{NOTHING, READ, SEND};
use super::{Family, rules};

/// The rules of one keyword that limits.
pub(crate) struct Bound {
    /// The keyword.
    pub(crate) keyword: &'static str,
    /// The keyword that makes it exclusive, where there is one.
    pub(crate) exclusive: Option<&'static str>,
    pub(crate) increased: &'static Family,
    pub(crate) decreased: &'static Family,
    pub(crate) set: &'static Family,
    pub(crate) unset: &'static Family,
}

/// The keywords that limit.
pub(crate) static BOUNDS: &[Bound] = &[
    Bound {
        keyword: "maximum",
        exclusive: Some("exclusiveMaximum"),
        increased: &MAX_INCREASED,
        decreased: &MAX_DECREASED,
        set: &MAX_SET,
        unset: &MAX_UNSET,
    },
    Bound {
        keyword: "minimum",
        exclusive: Some("exclusiveMinimum"),
        increased: &MIN_INCREASED,
        decreased: &MIN_DECREASED,
        set: &MIN_SET,
        unset: &MIN_UNSET,
    },
    Bound {
        keyword: "maxLength",
        exclusive: None,
        increased: &MAX_LENGTH_INCREASED,
        decreased: &MAX_LENGTH_DECREASED,
        set: &MAX_LENGTH_SET,
        unset: &MAX_LENGTH_UNSET,
    },
    Bound {
        keyword: "minLength",
        exclusive: None,
        increased: &MIN_LENGTH_INCREASED,
        decreased: &MIN_LENGTH_DECREASED,
        set: &MIN_LENGTH_SET,
        unset: &MIN_LENGTH_UNSET,
    },
    Bound {
        keyword: "maxItems",
        exclusive: None,
        increased: &MAX_ITEMS_INCREASED,
        decreased: &MAX_ITEMS_DECREASED,
        set: &MAX_ITEMS_SET,
        unset: &MAX_ITEMS_UNSET,
    },
    Bound {
        keyword: "minItems",
        exclusive: None,
        increased: &MIN_ITEMS_INCREASED,
        decreased: &MIN_ITEMS_DECREASED,
        set: &MIN_ITEMS_SET,
        unset: &MIN_ITEMS_UNSET,
    },
    Bound {
        keyword: "maxProperties",
        exclusive: None,
        increased: &MAX_PROPERTIES_INCREASED,
        decreased: &MAX_PROPERTIES_DECREASED,
        set: &MAX_PROPERTIES_SET,
        unset: &MAX_PROPERTIES_UNSET,
    },
    Bound {
        keyword: "minProperties",
        exclusive: None,
        increased: &MIN_PROPERTIES_INCREASED,
        decreased: &MIN_PROPERTIES_DECREASED,
        set: &MIN_PROPERTIES_SET,
        unset: &MIN_PROPERTIES_UNSET,
    },
];

rules! { "limits":
    MAX_INCREASED = each "max-increased" <-> ["max-decreased"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MAX_DECREASED = each "max-decreased" <-> ["max-increased"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MAX_SET = each "max-set" <-> ["max-unset"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MAX_UNSET = each "max-unset" <-> ["max-set"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MIN_INCREASED = each "min-increased" <-> ["min-decreased"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MIN_DECREASED = each "min-decreased" <-> ["min-increased"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MIN_SET = each "min-set" <-> ["min-unset"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MIN_UNSET = each "min-unset" <-> ["min-set"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MAX_LENGTH_INCREASED = each "max-length-increased" <-> ["max-length-decreased"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MAX_LENGTH_DECREASED = each "max-length-decreased" <-> ["max-length-increased"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MAX_LENGTH_SET = each "max-length-set" <-> ["max-length-unset"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MAX_LENGTH_UNSET = each "max-length-unset" <-> ["max-length-set"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MIN_LENGTH_INCREASED = each "min-length-increased" <-> ["min-length-decreased"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MIN_LENGTH_DECREASED = each "min-length-decreased" <-> ["min-length-increased"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MIN_LENGTH_SET = each "min-length-set" <-> ["min-length-unset"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MIN_LENGTH_UNSET = each "min-length-unset" <-> ["min-length-set"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MAX_ITEMS_INCREASED = each "max-items-increased" <-> ["max-items-decreased"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MAX_ITEMS_DECREASED = each "max-items-decreased" <-> ["max-items-increased"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MAX_ITEMS_SET = each "max-items-set" <-> ["max-items-unset"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MAX_ITEMS_UNSET = each "max-items-unset" <-> ["max-items-set"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MIN_ITEMS_INCREASED = each "min-items-increased" <-> ["min-items-decreased"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MIN_ITEMS_DECREASED = each "min-items-decreased" <-> ["min-items-increased"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MIN_ITEMS_SET = each "min-items-set" <-> ["min-items-unset"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MIN_ITEMS_UNSET = each "min-items-unset" <-> ["min-items-set"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MAX_PROPERTIES_INCREASED = each "max-properties-increased" <-> ["max-properties-decreased"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MAX_PROPERTIES_DECREASED = each "max-properties-decreased" <-> ["max-properties-increased"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MAX_PROPERTIES_SET = each "max-properties-set" <-> ["max-properties-unset"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MAX_PROPERTIES_UNSET = each "max-properties-unset" <-> ["max-properties-set"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MIN_PROPERTIES_INCREASED = each "min-properties-increased" <-> ["min-properties-decreased"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MIN_PROPERTIES_DECREASED = each "min-properties-decreased" <-> ["min-properties-increased"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MIN_PROPERTIES_SET = each "min-properties-set" <-> ["min-properties-unset"],
        request Breaking "The server refuses values beyond the limit, and old clients may send such." SEND,
        response Fine "Values stay within a narrower limit." NOTHING;
    MIN_PROPERTIES_UNSET = each "min-properties-unset" <-> ["min-properties-set"],
        request Fine "The server takes more values than it did." NOTHING,
        response Warning "Values may lie beyond the old limit; clients do not check it, but code behind them may." READ;
    MULTIPLE_OF_SET = each "multiple-of-set" <-> ["multiple-of-unset"],
        request Breaking "The server refuses numbers between the steps, and old clients may send such." SEND,
        response Fine "Numbers come in steps." NOTHING;
    MULTIPLE_OF_UNSET = each "multiple-of-unset" <-> ["multiple-of-set"],
        request Fine "The server takes numbers between the steps too." NOTHING,
        response Warning "Numbers no longer come in steps; clients do not check it, but code behind them may." READ;
    MULTIPLE_OF_GENERALIZED = each "multiple-of-generalized" <-> ["multiple-of-changed"],
        request Fine "All multiples of the old step are multiples of the new one." NOTHING;
    MULTIPLE_OF_SPECIALIZED = each "multiple-of-specialized" <-> ["multiple-of-changed"],
        response Fine "All multiples of the new step are multiples of the old one." NOTHING;
    MULTIPLE_OF_CHANGED = each "multiple-of-changed" <-> ["multiple-of-changed", "multiple-of-generalized", "multiple-of-specialized"],
        request Breaking "The server refuses numbers that were multiples of the old step." SEND,
        response Warning "Numbers come in other steps; clients do not check it, but code behind them may." READ;
    UNIQUE_ITEMS_SET = each "unique-items-set" <-> ["unique-items-unset"],
        request Breaking "The server refuses lists with equal elements, and old clients may send such." SEND,
        response Fine "The elements of a list differ." NOTHING;
    UNIQUE_ITEMS_UNSET = each "unique-items-unset" <-> ["unique-items-set"],
        request Fine "The server takes equal elements in a list." NOTHING,
        response Warning "A list may hold equal elements; clients do not check it, but code behind them may." READ;
}
