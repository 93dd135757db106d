//! The requests of the table of operations.

use callspec_core::Network;
use operations::{Connection, each};
use peers::{Validated, Watched};

#[test]
#[ignore = "needs Prism: run tests/peers/run"]
fn each_operation_goes_through_prism() {
    let network = Network::new(None).unwrap();
    each(|case| {
        let validated = Validated::start(case.provider.name, &case.operation.id)?;
        let watched = Watched(network.clone(), validated.violations());
        let output = case.send(&Connection::new(validated.url(), watched))?.success()?;
        validated.finish(&[], &output)
    });
}
