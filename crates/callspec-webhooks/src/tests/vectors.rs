//! Vectors of specifications and vendors.

use super::*;

#[test]
fn the_vector_of_standard_webhooks_is_verified_and_made() {
    assert_eq!(verify(&HEADERS, BODY), Ok(()));
    let signer = Signer::new(STANDARD, SECRET).unwrap();
    let signed = signer.sign_at(HEADERS.into_iter().take(1), BODY, at(SENT)).unwrap();
    let values: Vec<&str> = signed.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(values, HEADERS.map(|(_, value)| value));
    let names: Vec<&str> = signed.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["webhook-id", "webhook-timestamp", "webhook-signature"]);
}

#[test]
fn vectors_of_vendors_are_verified() {
    let slack_body = b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    let github = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    let slack = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    let verifier = Verifier::new(GITHUB, "It's a Secret to Everybody").unwrap();
    let headers = [("x-hub-signature-256", github)];
    assert_eq!(verifier.verify(headers, b"Hello, World!").map(drop), Ok(()));
    assert_eq!(
        verifier.verify(headers, b"Hello, World").map(drop),
        Err(SignatureError::NoSignatureFits)
    );

    let verifier = Verifier::new(SLACK, "8f742231b10e8888abcd99yyyzzz85a5").unwrap();
    let headers = [
        ("X-Slack-Request-Timestamp", "1531420618"),
        ("X-Slack-Signature", slack),
    ];
    assert_eq!(
        verifier.verify_at(headers, slack_body, at(1_531_420_618)).map(drop),
        Ok(())
    );
}

/// The vectors of Twilio's library for Python.
#[test]
fn the_vectors_of_twilio_are_verified_and_made() {
    let url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    let form = "CallSid=CA1234567890ABCDE&Digits=1234&From=%2B14158675309&To=%2B18005551212&Caller=%2B14158675309";
    let twice = "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=5678";
    let verifier = Verifier::new(TWILIO, "12345").unwrap();
    let of_url = verifier.clone().url(url);
    let signer = Signer::new(TWILIO, "12345").unwrap().url(url);
    let none: [(&str, &str); 0] = [];
    for (form, signature) in [
        (form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        (twice, "IK+Dwps556ElfBT0I3Rgjkr1wJU="),
    ] {
        let headers = [("x-twilio-signature", signature)];
        let form = form.as_bytes();
        assert_eq!(of_url.verify(headers, form), Ok(form));
        assert_eq!(
            signer.sign(none, form),
            Ok(vec![("X-Twilio-Signature", signature.to_owned())])
        );
        let reordered = [b"Digits=1234&".as_slice(), form].concat();
        assert!(of_url.verify(headers, &reordered).is_ok());
        let others = [form, b"&Digits=9"].concat();
        assert_eq!(of_url.verify(headers, &others), Err(SignatureError::NoSignatureFits));
        let other = verifier.clone().url(format!("{url}&baz=3"));
        assert_eq!(other.verify(headers, form), Err(SignatureError::NoSignatureFits));
        assert_eq!(verifier.verify(headers, form), Err(SignatureError::MissingUrl));
    }
    let unsigned = Signer::new(TWILIO, "12345").unwrap().sign(none, form.as_bytes());
    assert_eq!(unsigned, Err(SignatureError::MissingUrl));
}

#[test]
fn the_vector_of_rfc_8032_is_verified_and_made() {
    let scheme = SignatureScheme::new(Algorithm::Ed25519, "X-Signature");
    let signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
    let signer = Signer::new(scheme, PRIVATE).unwrap();
    let none: [(&str, &str); 0] = [];
    assert_eq!(
        signer.sign(none, &[0x72]),
        Ok(vec![("X-Signature", signature.to_owned())])
    );
    let verifier = Verifier::new(scheme, PUBLIC).unwrap();
    assert_eq!(verifier.verify([("X-Signature", signature)], &[0x72]).map(drop), Ok(()));
    let upper = signature.to_uppercase();
    assert_eq!(verifier.verify([("X-Signature", &upper)], &[0x72]).map(drop), Ok(()));
    assert!(verifier.verify([("X-Signature", signature)], &[0x73]).is_err());
}
