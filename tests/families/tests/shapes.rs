//! Kinds of schemas, through the generated code: what comes from a server is kept, and goes back as it came.

#![cfg(test)]

use callspec_core::testing::{Answer, InMemory};
use shapes_client::Client;
use shapes_client::models::*;
use shapes_client::shapes::*;

/// Sends the JSON to a server that answers with the same, by the operation that the call is of. What is sent is what was read,
/// letter by letter, and so is what is read of the answer.
macro_rules! there_and_back {
    ($operation:ident, $method:ident, $json:expr) => {{
        let json: &str = $json;
        let server = InMemory::new().respond_with::<$operation>(|sent| {
            let answer = Answer::new(200).header("content-type", "application/json");
            Ok(answer.body(sent.text().to_owned()))
        });
        let client = Client::builder().transport(server.clone()).build().unwrap();
        let value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"));
        let back = client.$method(Clone::clone(&value)).await.unwrap();
        assert_eq!(server.sent()[0].text(), json);
        assert_eq!(back, value, "{json}");
        value
    }};
}

#[tokio::test]
async fn numbers_are_exact() {
    let numbers: Numbers = there_and_back!(
        PutNumbers,
        put_numbers,
        concat!(
            r#"{"count":9007199254740993,"small":-3,"unsigned":18446744073709551615,"step":12,"either":9007199254740993,"#,
            r#""several":[3,0.5,9007199254740993],"price":12345678901234567.10,"prices":[0.10,-1e3],"plain":3,"plains":[1,1.5],"any":9007199254740993}"#
        )
    );
    assert_eq!(numbers.count, 9_007_199_254_740_993);
    assert_eq!(numbers.either, Some(NumbersEither::Integer(9_007_199_254_740_993)));
    assert_eq!(numbers.price.unwrap().to_f64(), 12_345_678_901_234_567.0);
    // An integer in another spelling is the same integer, and is sent as one.
    let respelled: Numbers = serde_json::from_str(r#"{"count":1e3,"small":2.0,"plain":3.0}"#).unwrap();
    assert_eq!((respelled.count, respelled.small), (1000, Some(2)));
}

#[tokio::test]
async fn numbers_of_a_query_are_spelled_as_json_spells_them() {
    let server = InMemory::new().respond::<PutNumbers>(&Numbers::new(1));
    let client = Client::builder().transport(server.clone()).build().unwrap();
    let price: callspec_core::types::Decimal = "19.90".parse().unwrap();
    client
        .put_numbers(Numbers::new(1))
        .page(3.0)
        .price(price)
        .await
        .unwrap();
    assert_eq!(server.sent()[0].query(), "page=3&price=19.90");
}

#[tokio::test]
async fn names_that_match_no_pattern_keep_any_value() {
    let patterns: Patterns = there_and_back!(
        PutPatterns,
        put_patterns,
        concat!(
            r#"{"open":{"id":"1","other":{"deep":[5]},"x-a":"t"},"map":{"en":"x","long":[1]},"rest":{"id":"2","n":5,"x-b":"t"},"#,
            r#""closed":{"x-c":"t"},"inherited":{"id":"3","n":7,"x-d":"t"},"shut":{"id":"4","x-e":"t"},"every":{"any":true}}"#
        )
    );
    assert_eq!(patterns.closed["x-c"], "t");
    assert_eq!(patterns.inherited.extra["n"], PatternsInheritedExtra::Integer(7));
    assert_eq!(
        patterns.inherited.extra["x-d"],
        PatternsInheritedExtra::Text("t".to_owned())
    );
}

#[tokio::test]
async fn a_required_name_without_a_schema_is_any_json() {
    let required: Required = there_and_back!(
        PutRequired,
        put_required,
        r#"{"name":"n","parts":{"size":1,"more":"m","colour":["red"]},"typed":{"a":"t","b":2,"c":3},"version":{"major":1}}"#
    );
    assert_eq!(required.version["major"], 1);
    assert_eq!(required.typed.map(|typed| typed.b), Some(2));
    let missing = serde_json::from_str::<Required>(r#"{"name":"n","parts":{"size":1,"colour":null}}"#);
    assert!(missing.unwrap_err().to_string().contains("version"));
}

#[tokio::test]
async fn values_of_enums_have_their_names_and_others_are_kept() {
    let enums: Enums = there_and_back!(
        PutEnums,
        put_enums,
        concat!(
            r#"{"status":"b","level":1,"weather":2,"port":443,"only":0,"ratio":1.5,"wide":18446744073709551615,"#,
            r#""mixed":true,"tern":"auto","list":["b","z"]}"#
        )
    );
    let known = Enums::new(EnumsStatus::Beta, EnumsLevel::Low)
        .weather(EnumsWeather::Cloudy)
        .port(EnumsPort::Https)
        .only(EnumsOnly::Value0)
        .ratio(EnumsRatio::Value1Point5)
        .wide(EnumsWide::Value18446744073709551615)
        .mixed(EnumsMixed::True)
        .tern(EnumsTern::Auto)
        .list(["b", "z"]);
    assert_eq!(enums, known);
    let other: Enums = there_and_back!(
        PutEnums,
        put_enums,
        r#"{"status":"z","level":-1,"weather":9,"port":8080,"only":7,"ratio":0.25,"wide":2,"mixed":null,"tern":[3]}"#
    );
    assert_eq!(
        (other.level.as_i64(), other.mixed),
        (-1, callspec_core::types::Patch::Null)
    );
}

#[tokio::test]
async fn tuples_keep_length_and_order() {
    let tuples: Tuples = there_and_back!(
        PutTuples,
        put_tuples,
        concat!(
            r#"{"closed":["a"],"pair":["b",{"on":true}],"open":["c",1,2.5],"any":["d",null,[1],2],"one":[1],"#,
            r#""nested":[["2026-01-02",null],null],"itself":["not",["is",[]],3],"tree":{"branches":[["e",{"branches":[]}]]},"either":["e",5]}"#
        )
    );
    assert_eq!(tuples.closed.more, (Some("a".to_owned()), None));
    assert_eq!(tuples.pair, ("b".to_owned(), Flag::new(true)));
    assert_eq!(
        (tuples.open.first.0.as_str(), tuples.open.rest.as_slice()),
        ("c", [1.0, 2.5].as_slice())
    );
    assert_eq!(tuples.either, Some(TuplesEither::List(("e".to_owned(), 5))));
    let shorter = serde_json::from_str::<Tuples>(r#"{"closed":[],"pair":["b"],"open":["c"],"any":[]}"#);
    assert!(shorter.is_err());
    let shortest: Tuples = there_and_back!(
        PutTuples,
        put_tuples,
        r#"{"closed":[],"pair":["b",{"on":false}],"open":["c"],"any":[]}"#
    );
    assert_eq!(shortest.any.more.0, None);
}

#[tokio::test]
async fn a_template_is_a_type_for_each_use() {
    let templates: Templates = there_and_back!(
        PutTemplates,
        put_templates,
        concat!(
            r#"{"flags":{"items":[{"on":true}]},"parts":{"items":[{"size":1}],"total":1},"here":{"items":[3]},"#,
            r#""any":{"items":["x",null]},"named":{"children":[{"children":[],"name":"b"}],"name":"a"}}"#
        )
    );
    assert_eq!(templates.flags.unwrap().items, [Flag::new(true)]);
    assert_eq!(templates.parts.unwrap().items, [Part::new().size(1)]);
    assert_eq!(templates.named.unwrap().children.unwrap()[0].name, "b");
}

#[tokio::test]
async fn kinds_that_generators_are_told_of_lose_nothing() {
    let kinds: Kinds = there_and_back!(
        PutKinds,
        put_kinds,
        concat!(
            r#"{"narrowed":{"kind":"small","size":3},"closed_parts":{"a":"x","b":"y"},"reference_or_null":"2026-01-02T03:04:05Z","#,
            r#""nullable_values":{"a":null,"b":"2026-01-02T03:04:05Z"},"nullable_items":[1,null],"#,
            r#""tree":{"name":"root","left":{"name":"leaf"}},"one_or_several":[{"id":"1"}],"encoded":"aGk=","json_text":"{\"a\":1}","#,
            r#""null_among_values":null,"branches":{"kind":"card","number":"4","iban":"DE"},"dependent":{"card":"4","address":"x"},"#,
            r#""closed_by_parts":{"id":"2","more":"m"},"forbidden":{"a":"x"},"any_named":{"x":1,"y":2},"both_required":{"a":"1","b":"2"},"#,
            r#""small":[0,255],"without_type":"abc","either_object":{"b":"x"},"scalar_parts":"abc","enum_parts":"b","#,
            r#""list_parts":[{"a":"x","b":1}],"deep":{"inner":{"a":"x","b":"y"}},"map_and_more":{"id":"3","k":{"id":"4"}},"#,
            r#""flag_or_text":true,"unique":["a"],"foo":"f","anything_or_null":[1]}"#
        )
    );
    assert_eq!(kinds.deep.unwrap().inner.unwrap().a.as_deref(), Some("x"));
    assert_eq!(
        kinds.one_or_several,
        Some(KindsOneOrSeveral::List(vec![Item::new("1")]))
    );
    assert_eq!(kinds.null_among_values, callspec_core::types::Patch::Null);
    assert_eq!(kinds.tree.unwrap().extra["left"].name.as_deref(), Some("leaf"));
}

#[tokio::test]
async fn a_property_of_several_parts_or_branches_is_what_they_say_together() {
    let kinds: Kinds = there_and_back!(
        PutKinds,
        put_kinds,
        concat!(
            r#"{"branch_types":{"kind":"count","value":3},"branch_parts":{"value":3},"branch_beside":{"value":"t"},"#,
            r#""named_part":{"item":{"id":"1","more":2},"mood":"loud"}}"#
        )
    );
    assert_eq!(
        kinds.branch_types.unwrap().value,
        Some(KindsBranchTypesValue::Integer(3))
    );
    let part = kinds.named_part.unwrap();
    assert_eq!(part.mood, Some(KindsNamedPartMood::Loud));
    assert_eq!(
        part.item.map(|item| (item.id, item.more)),
        Some(("1".to_owned(), Some(2)))
    );
    let other: Kinds = there_and_back!(
        PutKinds,
        put_kinds,
        r#"{"branch_types":{"kind":"text","value":"t"},"branch_parts":{"value":true},"branch_beside":{"value":3}}"#
    );
    assert_eq!(
        other.branch_parts.unwrap().value,
        Some(KindsBranchPartsValue::Boolean(true))
    );
}

#[tokio::test]
async fn null_is_a_value_where_any_is_and_where_no_other_is() {
    let kinds: Kinds = there_and_back!(
        PutKinds,
        put_kinds,
        r#"{"nothing":null,"anything":null,"anything_named":null}"#
    );
    assert_eq!(
        (kinds.nothing, kinds.anything, kinds.anything_named),
        (Some(()), Some(serde_json::Value::Null), Some(serde_json::Value::Null))
    );
    let absent: Kinds = there_and_back!(PutKinds, put_kinds, "{}");
    assert_eq!((absent.nothing, absent.anything), (None, None));
}

#[tokio::test]
async fn what_is_seldom_written_arrives_too() {
    let kinds: Kinds = there_and_back!(
        PutKinds,
        put_kinds,
        concat!(
            r#"{"demanded":{"card":"4","code":[1]},"tuple_or_list":["b","x"],"texts_or_item":"none","#,
            r#""long_integer":340282366920938463463374607431768211455,"given_up":"new","#,
            r#""deep_map":{"a":{"b":[[1,null],null]}}}"#
        )
    );
    assert_eq!(kinds.demanded.unwrap().code, Some(serde_json::json!([1])));
    assert_eq!(
        kinds.texts_or_item,
        Some(KindsTextsOrItem::Text(KindsTextsOrItemText::None))
    );
    assert_eq!(
        kinds.tuple_or_list,
        Some(KindsTupleOrList::TextList(("b".to_owned(), "x".to_owned())))
    );
    let first: Kinds = there_and_back!(
        PutKinds,
        put_kinds,
        r#"{"tuple_or_list":["a",3],"texts_or_item":{"id":"1"}}"#
    );
    assert_eq!(first.tuple_or_list, Some(KindsTupleOrList::List(("a".to_owned(), 3))));
}
