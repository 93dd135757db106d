//! Types, null, enums, patterns and defaults of schemas, at every place.

use super::advice::{NOTHING, READ, SEND};
use super::rules;

rules! { "values":
    TYPE_CHANGED = each "type-changed" <-> ["type-changed", "type-generalized", "type-specialized", "number-format-changed"],
        request Breaking "The server reads another type, and refuses what old clients send." "Send the new type.",
        response Breaking "The server sends another type, which old clients cannot read." "Read the new type.";
    TYPE_GENERALIZED = each "type-generalized" <-> ["type-changed", "type-specialized"],
        request Fine "The new type takes all values of the old one." "Send the new type; the old values still do.",
        response Breaking "The server may send values that the old type does not hold." "Read the new type.";
    TYPE_SPECIALIZED = each "type-specialized" <-> ["type-generalized", "type-changed", "number-format-changed"],
        response Fine "All values of the new type are values of the old one." "Read the new type.";
    NUMBER_FORMAT_CHANGED = each "number-format-changed" <-> ["number-format-changed", "type-specialized", "type-changed"],
        request Fine "All numbers that old clients send are of the new format." "Send the new type, where it is another in Rust.",
        response Fine "Old clients read all numbers of the new format." "Read the new type, where it is another in Rust.";
    FORMAT_ADDED = each "format-added" <-> ["format-removed"],
        request Breaking "The server refuses texts that are not of the format, and old clients may send such." SEND,
        response Fine "Texts are of the form that the format gives." "Read the new type, where it is another in Rust.";
    FORMAT_REMOVED = each "format-removed" <-> ["format-added"],
        request Fine "The server takes all texts." "Send the new type, where it is another in Rust.",
        response Warning "Texts may be of another form; clients read them all, but code behind them may not." READ;
    FORMAT_CHANGED = each "format-changed" <-> ["format-changed"],
        request Breaking "The server reads texts of another format, and refuses those of the old one." "Send texts of the new format.",
        response Warning "Texts are of another form; clients read them all, but code behind them may not." READ;
    SECRECY_CHANGED = each "secrecy-changed" <-> ["secrecy-changed"],
        request Fine "The format says how a text is shown, and nothing of what it holds." "Use the new type.",
        response Fine "The format says how a text is shown, and nothing of what it holds." "Use the new type.";
    BECAME_NULLABLE = each "became-nullable" <-> ["became-not-nullable"],
        request Fine "Null is allowed beside what old clients send." NOTHING,
        response Breaking "The server may send null where old clients need a value." "Expect null.";
    OPTIONAL_BECAME_NULLABLE = "response-optional-property-became-nullable" <-> ["became-not-nullable"],
        response Fine "Clients read null in an optional property as a property left out." NOTHING;
    BECAME_NOT_NULLABLE = each "became-not-nullable" <-> ["became-nullable", "response-optional-property-became-nullable"],
        request Breaking "The server refuses null, which old clients may send." "Leave it out, or send a value.",
        response Fine "Null no longer comes." NOTHING;
    ENUM_VALUE_ADDED = each "enum-value-added" <-> ["enum-value-removed"],
        request Fine "The server takes a further value." NOTHING,
        response Fine "Enums are open: old clients keep a value that they do not know as `Unrecognized` and send it back unchanged." "Handle the new variant after the upgrade; a `match` has to have a branch for unknown values already.";
    ENUM_VALUE_REMOVED = each "enum-value-removed" <-> ["enum-value-added"],
        request Breaking "The server refuses a value that old clients may send." "Send another value.",
        response Fine "The value no longer comes." "Remove code that handles it.";
    CONST_CHANGED = each "const-changed" <-> ["const-changed"],
        request Breaking "The only allowed value is another one, and old clients send the old one." "Upgrade: clients set the value themselves.",
        response Warning "The only value is another one; a union that is told apart by it no longer recognises it." "Change code that compares the value.";
    BECAME_ENUM = each "became-enum" <-> ["became-not-enum"],
        request Breaking "The server takes listed values only, and old clients may send others." SEND,
        response Fine "Only listed values come." "Use the enum in place of the plain type.";
    BECAME_NOT_ENUM = each "became-not-enum" <-> ["became-enum"],
        request Fine "The server takes other values than those that were listed too." "Use the plain type in place of the enum.",
        response Fine "Enums are open: old clients keep values that they do not know." "Use the plain type in place of the enum, and expect any value.";
    PATTERN_ADDED = each "pattern-added" <-> ["pattern-removed"],
        request Breaking "The server refuses texts that do not match, and old clients may send such." SEND,
        response Fine "Texts are of the form that the pattern gives." NOTHING;
    PATTERN_REMOVED = each "pattern-removed" <-> ["pattern-added"],
        request Fine "The server takes all texts." NOTHING,
        response Warning "Texts may be of another form; clients do not check it, but code behind them may." READ;
    PATTERN_CHANGED = each "pattern-changed" <-> ["pattern-changed"],
        request Warning "Whether the new pattern takes all that the old one took cannot be told." SEND,
        response Warning "Texts may be of another form; clients do not check it, but code behind them may." READ;
    DEFAULT_ADDED = each "default-value-added" <-> ["default-value-removed"],
        request Fine "What the server takes for a value left out is written down." NOTHING,
        response Fine "A default says nothing of values that are there." NOTHING;
    DEFAULT_REMOVED = each "default-value-removed" <-> ["default-value-added"],
        request Warning "What the server takes for a value left out is no longer known." "Send the value if you rely on the old default.",
        response Fine "A default says nothing of values that are there." NOTHING;
    DEFAULT_CHANGED = each "default-value-changed" <-> ["default-value-changed"],
        request Warning "Requests that leave the value out mean something else from now on." "Send the value if you rely on the old default.",
        response Fine "A default says nothing of values that are there." NOTHING;
    CONSTRAINT_ADDED = each "constraint-added" <-> ["constraint-removed"],
        request Breaking "The server checks a JSON Schema keyword that it did not check, and old clients may send what it refuses." SEND,
        response Fine "Values keep a further promise." NOTHING;
    CONSTRAINT_REMOVED = each "constraint-removed" <-> ["constraint-added"],
        request Fine "The server no longer checks a JSON Schema keyword." NOTHING,
        response Warning "Values no longer keep a promise that a JSON Schema keyword gave; clients do not check it, but code behind them may." READ;
    CONSTRAINT_CHANGED = each "constraint-changed" <-> ["constraint-changed"],
        request Warning "A JSON Schema keyword says something else; whether it takes all that it took cannot be told." SEND,
        response Warning "A JSON Schema keyword says something else; clients do not check it, but code behind them may." READ;
}
