//! Two calls with openapi-generator's client.

// needs: tokio = { version = "1", default-features = false, features = ["rt"] }

use std::env;
use std::error::Error;

use client::apis::configuration::Configuration;
use client::apis::default_api::{add_pet, find_pets};
use client::models::NewPet;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: BASE");
    let base = next()?;
    let configuration = Configuration {
        base_path: base,
        ..Default::default()
    };
    let pets = find_pets(&configuration, None, Some(10)).await?;
    let pet = add_pet(&configuration, NewPet::new("Rex".to_owned())).await?;
    println!("{} pets, {} added", pets.len(), pet.id);
    Ok(())
}
