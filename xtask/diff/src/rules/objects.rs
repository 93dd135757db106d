//! Properties of objects, and unions.

use super::advice::{NOTHING, READ, UPGRADE};
use super::rules;

rules! { "objects and unions":
    NEW_REQUIRED_PROPERTY = "new-required-request-property" <-> ["request-property-removed-from-closed-object", "request-property-removed"],
        request Breaking "Old clients do not send it, and the server needs it." "Send it; it is an argument of `new` now.";
    NEW_REQUIRED_PROPERTY_WITH_DEFAULT = "new-required-request-property-with-default" <-> ["request-property-removed-from-closed-object", "request-property-removed"],
        request Breaking "Old clients do not send it, and a default does not make a required property optional." "Send it; it is an argument of `new` now.";
    NEW_OPTIONAL_PROPERTY = "new-optional-request-property" <-> ["request-property-removed-from-closed-object", "request-property-removed"],
        request Fine "Old clients leave it out, which is allowed." NOTHING;
    REQUEST_PROPERTY_REMOVED = "request-property-removed" <-> ["new-required-request-property", "new-required-request-property-with-default", "new-optional-request-property"],
        request Warning "Old clients may still send it; the server may ignore or refuse it." "Stop sending it.";
    REQUEST_PROPERTY_REMOVED_FROM_CLOSED = "request-property-removed-from-closed-object" <-> ["new-required-request-property", "new-required-request-property-with-default", "new-optional-request-property"],
        request Breaking "Old clients may still send it, and the server refuses what the object does not name." "Stop sending it before the server changes.";
    REQUEST_PROPERTY_BECAME_REQUIRED = "request-property-became-required" <-> ["request-property-became-optional"],
        request Breaking "Old clients may leave it out, and the server needs it now." "Send it always; it is an argument of `new` now.";
    REQUEST_PROPERTY_BECAME_REQUIRED_WITH_DEFAULT = "request-property-became-required-with-default" <-> ["request-property-became-optional"],
        request Breaking "Old clients may leave it out, and a default does not make a required property optional." "Send it always; it is an argument of `new` now.";
    REQUEST_PROPERTY_BECAME_OPTIONAL = "request-property-became-optional" <-> ["request-property-became-required", "request-property-became-required-with-default"],
        request Fine "Old clients send it, which is still allowed." "Set it with its setter: it is no argument of `new` any more.";
    RESPONSE_REQUIRED_PROPERTY_ADDED = "response-required-property-added" <-> ["response-required-property-removed"],
        response Fine "Old clients pass over properties that they do not know." NOTHING;
    RESPONSE_OPTIONAL_PROPERTY_ADDED = "response-optional-property-added" <-> ["response-optional-property-removed"],
        response Fine "Old clients pass over properties that they do not know." NOTHING;
    RESPONSE_REQUIRED_PROPERTY_REMOVED = "response-required-property-removed" <-> ["response-required-property-added"],
        response Breaking "Old clients cannot read an object without it." "Do without it.";
    RESPONSE_OPTIONAL_PROPERTY_REMOVED = "response-optional-property-removed" <-> ["response-optional-property-added"],
        response Warning "Old clients read on, and never see the property again." "Do without it.";
    RESPONSE_PROPERTY_BECAME_OPTIONAL = "response-property-became-optional" <-> ["response-property-became-required"],
        response Breaking "Old clients cannot read an object that leaves it out." "Expect it to be missing: the field is an `Option` now, or reads as empty.";
    RESPONSE_PROPERTY_BECAME_REQUIRED = "response-property-became-required" <-> ["response-property-became-optional"],
        response Fine "It always comes." "Drop the `Option` from code that reads it.";
    REQUEST_OPTIONAL_BECAME_READ_ONLY = "request-optional-property-became-read-only" <-> ["request-optional-property-became-not-read-only"],
        request Warning "The server no longer takes it; old clients may still send it." "Stop sending it.";
    REQUEST_OPTIONAL_BECAME_NOT_READ_ONLY = "request-optional-property-became-not-read-only" <-> ["request-optional-property-became-read-only"],
        request Fine "Old clients leave it out, which is allowed." NOTHING;
    REQUEST_REQUIRED_BECAME_READ_ONLY = "request-required-property-became-read-only" <-> ["request-required-property-became-not-read-only"],
        request Warning "The server no longer takes it, and old clients always send it." "Stop sending it.";
    REQUEST_REQUIRED_BECAME_NOT_READ_ONLY = "request-required-property-became-not-read-only" <-> ["request-required-property-became-read-only"],
        request Breaking "Old clients do not send it, and the server needs it now." "Send it.";
    RESPONSE_OPTIONAL_BECAME_WRITE_ONLY = "response-optional-property-became-write-only" <-> ["response-optional-property-became-not-write-only"],
        response Warning "The server no longer sends it." "Do without it.";
    RESPONSE_OPTIONAL_BECAME_NOT_WRITE_ONLY = "response-optional-property-became-not-write-only" <-> ["response-optional-property-became-write-only"],
        response Fine "Old clients pass over what they do not know." NOTHING;
    RESPONSE_REQUIRED_BECAME_WRITE_ONLY = "response-required-property-became-write-only" <-> ["response-required-property-became-not-write-only"],
        response Breaking "The server no longer sends it, and old clients may need it." "Do without it.";
    RESPONSE_REQUIRED_BECAME_NOT_WRITE_ONLY = "response-required-property-became-not-write-only" <-> ["response-required-property-became-write-only"],
        response Fine "Old clients pass over what they do not know." NOTHING;
    REQUEST_PROPERTY_DEPRECATED = "request-property-deprecated" <-> ["request-property-reactivated"],
        request Fine "The server still reads it." "Plan to leave it out: using it warns from now on.";
    REQUEST_PROPERTY_DEPRECATED_WITH_SUNSET = "request-property-deprecated-with-sunset" <-> ["request-property-reactivated"],
        request Warning "The server still reads it until the day that `x-sunset` gives." "Leave it out before that day.";
    REQUEST_PROPERTY_REACTIVATED = "request-property-reactivated" <-> ["request-property-deprecated", "request-property-deprecated-with-sunset"],
        request Fine "It is no longer marked as deprecated." NOTHING;
    REQUEST_PROPERTY_SUNSET_DELETED = "request-property-sunset-deleted" <-> ["request-property-sunset-added"],
        request Warning "It stays deprecated and no longer says until when the server reads it." "Plan to leave it out.";
    REQUEST_PROPERTY_SUNSET_ADDED = "request-property-sunset-added" <-> ["request-property-sunset-deleted"],
        request Warning "It was deprecated, and now says until when the server reads it." "Leave it out before that day.";
    REQUEST_PROPERTY_SUNSET_EARLIER = "request-property-sunset-date-changed-too-small" <-> ["request-property-sunset-later"],
        request Warning "The server reads it for a shorter time than was promised." "Leave it out before the new day.";
    REQUEST_PROPERTY_SUNSET_LATER = "request-property-sunset-later" <-> ["request-property-sunset-date-changed-too-small"],
        request Fine "The server reads it for longer than was promised." NOTHING;
    RESPONSE_PROPERTY_DEPRECATED = "response-property-deprecated" <-> ["response-property-reactivated"],
        response Fine "The server still sends it." "Plan to do without it: using it warns from now on.";
    RESPONSE_PROPERTY_DEPRECATED_WITH_SUNSET = "response-property-deprecated-with-sunset" <-> ["response-property-reactivated"],
        response Warning "The server still sends it until the day that `x-sunset` gives." "Do without it before that day.";
    RESPONSE_PROPERTY_REACTIVATED = "response-property-reactivated" <-> ["response-property-deprecated", "response-property-deprecated-with-sunset"],
        response Fine "It is no longer marked as deprecated." NOTHING;
    RESPONSE_PROPERTY_SUNSET_DELETED = "response-property-sunset-deleted" <-> ["response-property-sunset-added"],
        response Warning "It stays deprecated and no longer says until when the server sends it." "Plan to do without it.";
    RESPONSE_PROPERTY_SUNSET_ADDED = "response-property-sunset-added" <-> ["response-property-sunset-deleted"],
        response Warning "It was deprecated, and now says until when the server sends it." "Do without it before that day.";
    RESPONSE_PROPERTY_SUNSET_EARLIER = "response-property-sunset-date-changed-too-small" <-> ["response-property-sunset-later"],
        response Warning "The server sends it for a shorter time than was promised." "Do without it before the new day.";
    RESPONSE_PROPERTY_SUNSET_LATER = "response-property-sunset-later" <-> ["response-property-sunset-date-changed-too-small"],
        response Fine "The server sends it for longer than was promised." NOTHING;
    EXTRA_ALLOWED = each "additional-properties-allowed" <-> ["additional-properties-disallowed"],
        request Fine "The server takes properties that are not named." NOTHING,
        response Fine "Clients pass over properties that they do not know." NOTHING;
    EXTRA_DISALLOWED = each "additional-properties-disallowed" <-> ["additional-properties-allowed"],
        request Breaking "The server refuses properties that are not named, and old clients may send such." "Send named properties only.",
        response Fine "No other properties come." NOTHING;
    ONE_OF_ADDED = each "one-of-added" <-> ["one-of-removed"],
        request Fine "The server takes a further alternative." NOTHING,
        response Warning "Old clients keep a value that fits none of their alternatives as `Unrecognized`; one that resembles an old alternative may fail to be read." "Handle the new alternative after the upgrade.";
    ONE_OF_REMOVED = each "one-of-removed" <-> ["one-of-added"],
        request Breaking "The server refuses an alternative that old clients may send." "Send another alternative.",
        response Fine "The alternative no longer comes." "Remove code that handles it.";
    ANY_OF_ADDED = each "any-of-added" <-> ["any-of-removed"],
        request Fine "The server takes a further alternative." NOTHING,
        response Warning "Old clients keep a value that fits none of their alternatives as `Unrecognized`; one that resembles an old alternative may fail to be read." "Handle the new alternative after the upgrade.";
    ANY_OF_REMOVED = each "any-of-removed" <-> ["any-of-added"],
        request Breaking "The server refuses an alternative that old clients may send." "Send another alternative.",
        response Fine "The alternative no longer comes." "Remove code that handles it.";
    UNION_ADDED = each "union-added" <-> ["union-removed"],
        request Breaking "The server asks for one of some alternatives beside what it asked for, and old clients may send none." "Send one of the alternatives.",
        response Fine "Values are one of some alternatives as well." "Match on the alternatives.";
    UNION_REMOVED = each "union-removed" <-> ["union-added"],
        request Fine "The server no longer asks for one of some alternatives." NOTHING,
        response Warning "Values no longer have to be one of some alternatives; old clients keep those that are none as `Unrecognized`." READ;
    ALTERNATIVE_TITLE_CHANGED = each "alternative-title-changed" <-> ["alternative-title-changed"],
        request Fine "Titles are never sent." "Use the new name of the variant.",
        response Fine "Titles are never sent." "Use the new name of the variant.";
    WRAPPED = each "wrapped-in-one-of" <-> ["unwrapped-from-one-of"],
        request Fine "What old clients send is one of the alternatives." "Wrap the value in its variant.",
        response Breaking "The server may send alternatives that old clients cannot read." "Match on the alternatives.";
    UNWRAPPED = each "unwrapped-from-one-of" <-> ["wrapped-in-one-of"],
        request Breaking "The server takes one of the alternatives only, and old clients may send the others." "Send the remaining one.",
        response Fine "One of the alternatives always comes." "Use the value without its variant.";
    EXTENDED = each "became-extended" <-> ["became-not-extended"],
        request Warning "Old clients send what the schema has itself, and the server may want what extends it." "Wrap the value in its variant.",
        response Warning "Old clients read what extends the schema as the schema itself, without what it adds." "Match on the alternatives.";
    NOT_EXTENDED = each "became-not-extended" <-> ["became-extended"],
        request Warning "Old clients may send what extended the schema; the server may ignore or refuse what it adds." "Send what the schema has itself.",
        response Fine "What extended the schema no longer comes." "Use the value without its variant.";
    DISCRIMINATOR_ADDED = each "discriminator-added" <-> ["discriminator-removed"],
        request Fine "Alternatives are told apart by a property that they have." NOTHING,
        response Fine "Alternatives are told apart by a property that they have." NOTHING;
    DISCRIMINATOR_REMOVED = each "discriminator-removed" <-> ["discriminator-added"],
        request Fine "The server tells alternatives apart by other means." NOTHING,
        response Warning "Old clients look for a property that no longer has to tell the alternative." UPGRADE;
    DISCRIMINATOR_VALUE_CHANGED = each "discriminator-value-changed" <-> ["discriminator-value-changed"],
        request Breaking "Another value stands for the alternative, by its mapping or the name of its schema, and old clients send the old one." UPGRADE,
        response Warning "Another value stands for the alternative, by its mapping or the name of its schema; old clients keep it as `Unrecognized`." UPGRADE;
    DISCRIMINATOR_CHANGED = each "discriminator-property-name-changed" <-> ["discriminator-property-name-changed"],
        request Warning "The server looks for another property to tell alternatives apart." UPGRADE,
        response Warning "Old clients look for the old property, and keep values without it as `Unrecognized`." UPGRADE;
    DEFAULT_MAPPING_CHANGED = each "discriminator-default-mapping-changed" <-> ["discriminator-default-mapping-changed"],
        request Warning "The server may read what the discriminator does not tell as another alternative, or refuse it." "Send a value of the discriminator.",
        response Warning "Old clients read what the discriminator does not tell as they did." UPGRADE;
    MAPPING_ADDED = each "discriminator-mapping-added" <-> ["discriminator-mapping-deleted"],
        request Fine "The server knows a further value of the discriminator." NOTHING,
        response Fine "Old clients keep an alternative whose discriminator they do not know as `Unrecognized`." NOTHING;
    MAPPING_DELETED = each "discriminator-mapping-deleted" <-> ["discriminator-mapping-added"],
        request Warning "The server may no longer know a value of the discriminator that old clients send." UPGRADE,
        response Fine "A value of the discriminator no longer comes." NOTHING;
    MAPPING_CHANGED = each "discriminator-mapping-changed" <-> ["discriminator-mapping-changed"],
        request Warning "A value of the discriminator means another alternative." UPGRADE,
        response Warning "Old clients read a value of the discriminator as the old alternative." UPGRADE;
}
