//! Two calls with ploidy's client.

// needs: tokio = { version = "1", default-features = false, features = ["rt"] }

use std::env;
use std::error::Error;

use client::Client;
use client::client::default::parameters::FindPetsQuery;
use client::types::NewPet;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: BASE");
    let base = next()?;
    let client = Client::new(base)?;
    let query = FindPetsQuery {
        limit: Some(10),
        ..Default::default()
    };
    let pets = client.find_pets(&query).await?;
    let pet = client
        .add_pet(NewPet {
            name: "Rex".to_owned(),
            ..Default::default()
        })
        .await?;
    println!("{} pets, {} added", pets.len(), pet.id);
    Ok(())
}
