//! Unions, through the generated code: each value is the alternative that it is, and goes back as it came; a new one has its
//! constants.

#![cfg(test)]

use callspec_core::testing::{Answer, InMemory};
use serde_json::{Value, json};
use unions_client::Client;
use unions_client::models::*;
use unions_client::unions::*;

/// Reads JSON from a server, and sends what was read to the same, by the operation that the call is of. What is sent is what was
/// read, letter by letter. Gives what was read.
macro_rules! there_and_back {
    ($operation:ident, $method:ident, $first:expr, $json:expr) => {{
        let json = $json.to_string();
        let answered = json.clone();
        let server = InMemory::new().respond_with::<$operation>(move |_| {
            let answer = Answer::new(200).header("content-type", "application/json");
            Ok(answer.body(answered.clone()))
        });
        let client = Client::builder().transport(server.clone()).build().unwrap();
        let read = client.$method($first).await.unwrap();
        client.$method(read.clone()).await.unwrap();
        assert_eq!(server.sent()[1].json().to_string(), json, "{read:?}");
        read
    }};
}

/// What a server gets that a value is sent to.
macro_rules! sent {
    ($operation:ident, $method:ident, $value:expr) => {{
        let answer = Answer::new(200).header("content-type", "application/json");
        let server = InMemory::new().answer::<$operation>(answer.body("{}"));
        let client = Client::builder().transport(server.clone()).build().unwrap();
        let outcome = client.$method($value).await;
        match server.sent().first() {
            Some(sent) => sent.json(),
            None => panic!("{:?}", outcome.map(drop)),
        }
    }};
}

/// The name of the variant that a value is.
fn variant(value: &impl std::fmt::Debug) -> String {
    let printed = format!("{value:?}");
    printed.split('(').next().unwrap().to_owned()
}

#[tokio::test]
async fn what_nothing_tells_is_the_default() {
    for (json, name) in [
        (json!({"kind": "cat", "lives": 9}), "Cat"),
        (json!({"kind": "dog", "barks": true}), "Dog"),
        (json!({"kind": "fish", "legs": 0}), "OtherPet"),
        (json!({"kind": "OtherPet", "legs": 0}), "OtherPet"),
        (json!({"legs": 4}), "OtherPet"),
        (json!({"legs": "many"}), "Unrecognized"),
        (json!("fish"), "Unrecognized"),
    ] {
        let pet = there_and_back!(PutPet, put_pet, Pet::OtherPet(OtherPet::new()), json);
        assert_eq!(variant(&pet), name, "{json}");
    }
    // Even where the default would keep more of it.
    let cat: Pet = serde_json::from_value(json!({"kind": "cat", "legs": 4})).unwrap();
    assert_eq!(variant(&cat), "Cat");
    let pets = [
        (Pet::Cat(Cat::new()), json!({"kind": "cat"})),
        (Pet::OtherPet(OtherPet::new()), json!({})),
        (Pet::OtherPet(OtherPet::new().kind("fish")), json!({"kind": "fish"})),
    ];
    for (pet, json) in pets {
        assert_eq!(sent!(PutPet, put_pet, pet), json);
    }
    let client = Client::builder().transport(InMemory::new()).build().unwrap();
    let error = client
        .put_pet(Pet::OtherPet(OtherPet::new().kind("cat")))
        .send()
        .await
        .unwrap_err();
    assert!(matches!(error, callspec_core::Error::Invalid(_)), "{error:?}");
    for (json, name) in [
        (json!({"kind": "bird", "wings": 2}), "Bird"),
        // Its own name, which the mapping does not take away.
        (json!({"kind": "Bird", "wings": 2}), "Bird"),
        (json!({"kind": "worm", "name": "w"}), "AnimalBase"),
    ] {
        let animal = there_and_back!(PutAnimal, put_animal, Animal::Bird(Bird::new()), json);
        assert_eq!(variant(&animal), name, "{json}");
    }
}

#[tokio::test]
async fn integers_and_booleans_tell() {
    for (json, name) in [
        (json!({"id": "a", "type": 2}), "Button"),
        (json!({"id": "a", "type": 3}), "Select"),
        (json!({"id": "a", "type": 5}), "Select"),
        (json!({"id": "a", "type": -1}), "Line"),
        (json!({"id": "a", "type": 4}), "Unrecognized"),
        (json!({"id": "a", "type": "2"}), "Unrecognized"),
        (json!({"id": "a"}), "Unrecognized"),
    ] {
        let part = there_and_back!(PutPart, put_part, Part::Button(Button::new("a")), json);
        assert_eq!(variant(&part), name, "{json}");
    }
    for (json, name) in [
        (json!({"data": "d", "ok": true}), "Good"),
        (json!({"data": "d", "ok": false}), "Bad"),
        (json!({"ok": 0}), "Unrecognized"),
    ] {
        let outcome = there_and_back!(PutOutcome, put_outcome, Outcome::Good(Good::new()), json);
        assert_eq!(variant(&outcome), name, "{json}");
    }
}

#[tokio::test]
async fn constants_that_may_be_missing_tell_where_they_are_there() {
    let nothing = || Action::DoNothing(DoNothing::new());
    for (json, name) in [
        (json!({"type": "do-nothing"}), "DoNothing"),
        (json!({"type": "cancel-run"}), "CancelRun"),
        (json!({"type": "pause-run"}), "PauseRun"),
        (json!({"seconds": 3, "type": "pause-run"}), "PauseRun"),
        (json!({"seconds": 3}), "PauseRun"),
        (json!({}), "DoNothing"),
        // What contradicts a constant is never chosen.
        (json!({"type": "resume-run"}), "Unrecognized"),
        (json!({"level": 4, "type": "pause-run"}), "Unrecognized"),
    ] {
        let action = there_and_back!(PutAction, put_action, nothing(), json);
        assert_eq!(variant(&action), name, "{json}");
    }
}

#[tokio::test]
async fn what_is_made_has_its_constants() {
    let all: [(Value, Value); 3] = [
        (
            sent!(PutAction, put_action, Action::CancelRun(CancelRun::new())),
            json!({"type": "cancel-run"}),
        ),
        (
            sent!(PutAction, put_action, Action::PauseRun(PauseRun::new().seconds(3))),
            json!({"level": 3, "loud": false, "seconds": 3, "type": "pause-run"}),
        ),
        (
            sent!(PutPart, put_part, Part::Line(Line::new("a"))),
            json!({"id": "a", "type": -1}),
        ),
    ];
    for (sent, json) in all {
        assert_eq!(sent, json);
    }
    for (made, json) in [
        (Outcome::Good(Good::new()), json!({"ok": true})),
        (Outcome::Bad(Bad::new()), json!({"ok": false})),
    ] {
        assert_eq!(sent!(PutOutcome, put_outcome, made), json);
    }
    let mut thread = Thread::new().id("a");
    for (made, json) in [
        (Channel::Direct(Direct::new()), json!({"type": 1})),
        (Channel::Group(Group::new()), json!({"type": 3})),
        (Channel::Thread(thread.clone()), json!({"id": "a", "type": 11})),
    ] {
        assert_eq!(sent!(PutChannel, put_channel, made), json);
    }
    // One that is taken away stays away, as far as it is optional, and that of another alternative is not sent.
    thread.r#type = None;
    assert_eq!(
        sent!(PutChannel, put_channel, Channel::Thread(thread.clone())),
        json!({"id": "a"})
    );
    thread.r#type = Some(3);
    let client = Client::builder().transport(InMemory::new()).build().unwrap();
    let error = client.put_channel(Channel::Thread(thread)).await.unwrap_err();
    assert!(
        format!("{error:?}").contains("does not tell the alternative `Thread`"),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_property_of_a_property_tells() {
    let first = || Event::Hang(Hang::new(HangMessage::new()));
    for (json, name) in [
        (json!({"message": {"call": "c", "type": "status"}}), "Status"),
        (json!({"message": {"call": "c", "type": "hang"}}), "Hang"),
        (json!({"message": {"type": "partial"}}), "Transcript"),
        (json!({"message": {"type": "other"}}), "Unrecognized"),
        (json!({"message": "hang"}), "Unrecognized"),
    ] {
        let event = there_and_back!(PutEvent, put_event, first(), json);
        assert_eq!(variant(&event), name, "{json}");
    }
    assert_eq!(
        sent!(PutEvent, put_event, first()),
        json!({"message": {"type": "hang"}})
    );
}

#[tokio::test]
async fn a_text_stands_beside_objects_that_a_constant_tells() {
    for (json, name) in [
        (json!("text"), "Text"),
        (json!({"note": "n", "object": "image"}), "Image"),
        (json!({"note": "n", "object": "sound"}), "Sound"),
        (json!(["text", {"object": "sound"}]), "List"),
        (json!({"note": "n", "object": "film"}), "Unrecognized"),
        (json!({"note": "n"}), "Unrecognized"),
        (json!(7), "Unrecognized"),
    ] {
        let input = there_and_back!(PutInput, put_input, Input::Text("a".to_owned()), json);
        assert_eq!(variant(&input), name, "{json}");
    }
    for (json, name) in [
        (json!({"name": "n", "type": 1, "word": "w"}), "Keyword"),
        (json!({"name": "n", "type": 3, "word": "w"}), "Spam"),
        (json!({"name": "n", "type": 4, "word": "w"}), "AnyTrigger"),
        (json!({"name": "n", "word": "w"}), "AnyTrigger"),
    ] {
        let trigger = there_and_back!(PutTrigger, put_trigger, Trigger::Spam(Spam::new("n")), json);
        assert_eq!(variant(&trigger), name, "{json}");
    }
}

#[tokio::test]
async fn a_discriminator_may_be_an_integer() {
    for (json, name) in [
        (json!({"id": "a", "type": 1}), "Direct"),
        (json!({"id": "a", "type": 3}), "Group"),
        (json!({"id": "a", "type": 11}), "Thread"),
        (json!({"id": "a", "type": 12}), "Unrecognized"),
        // It has to be there in the others.
        (json!({"id": "a"}), "Thread"),
    ] {
        let channel = there_and_back!(PutChannel, put_channel, Channel::Group(Group::new()), json);
        assert_eq!(variant(&channel), name, "{json}");
    }
}

#[tokio::test]
async fn a_discriminator_may_be_missing_where_it_is_optional() {
    for (json, name) in [
        (json!({"block_type": "fetch", "label": "l", "url": "u"}), "Fetch"),
        (json!({"label": "l", "url": "u"}), "Fetch"),
        (json!({"label": "l", "seconds": 3}), "Wait"),
        (json!({"label": "l"}), "Wait"),
        (json!({"block_type": "loop", "blocks": []}), "Loop"),
        // A loop has to say that it is one, and the others need more.
        (json!({"blocks": []}), "Unrecognized"),
        (json!({"block_type": "other", "label": "l", "url": "u"}), "Unrecognized"),
    ] {
        let block = there_and_back!(PutBlock, put_block, Block::Wait(Wait::new("a")), json);
        assert_eq!(variant(&block), name, "{json}");
    }
    let json = json!({"block_type": "loop", "blocks": [{"label": "l", "url": "u"}, {"label": "l"}, {"blocks": []}]});
    let block = there_and_back!(PutBlock, put_block, Block::Wait(Wait::new("a")), json);
    let Block::Loop(block) = block else { panic!("{block:?}") };
    let names: Vec<String> = block.blocks.iter().map(variant).collect();
    assert_eq!(names, ["Fetch", "Wait", "Unrecognized"]);
    // What is made has it.
    assert_eq!(
        sent!(PutBlock, put_block, Block::Wait(Wait::new("a"))),
        json!({"block_type": "wait", "label": "a"})
    );
    for (json, name) in [
        (json!({"meta": {"kind": "say"}, "text": "t"}), "Say"),
        (json!({"meta": {"kind": "hold"}, "text": "t"}), "Hold"),
        (json!({"meta": {}, "text": "t"}), "Say"),
        (json!({"music": "m"}), "Unrecognized"),
        (json!({"meta": {"kind": "sing"}}), "Unrecognized"),
    ] {
        let turn = there_and_back!(PutTurn, put_turn, Turn::Say(Say::new(SayMeta::new())), json);
        assert_eq!(variant(&turn), name, "{json}");
    }
}

#[tokio::test]
async fn what_is_several_alternatives_is_kept() {
    let mail = || Contact::ByMail(ByMail::new("a@b.example"));
    for (json, name) in [
        (json!({"email": "a", "name": "n"}), "ByMail"),
        (json!({"name": "n", "phone": "1"}), "ByPhone"),
        (json!({"email": "a", "name": "n", "phone": "1"}), "Several"),
    ] {
        let contact = there_and_back!(PutContact, put_contact, mail(), json);
        assert_eq!(variant(&contact), name, "{json}");
    }
    let both = Contact::Several(vec![mail(), Contact::ByPhone(ByPhone::new("1"))]);
    assert_eq!(
        sent!(PutContact, put_contact, both),
        json!({"email": "a@b.example", "phone": "1"})
    );
}

/// That this ends is what is tested: it would take twice the time with each level.
#[tokio::test]
async fn a_deep_value_is_read_level_by_level() {
    let mut json = json!({"b": "leaf"});
    for _ in 0..60 {
        json = json!({"b": "branch", "children": [json, {"a": "leaf"}]});
    }
    let tree = there_and_back!(PutTree, put_tree, Tree::TreeA(TreeA::new()), json);
    let Tree::TreeB(tree) = tree else { panic!("{tree:?}") };
    let names: Vec<String> = tree.children.iter().flatten().map(variant).collect();
    assert_eq!(names, ["TreeB", "TreeA"]);
}
