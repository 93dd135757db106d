//! Two calls with callspec's client.

// needs: tokio = { version = "1", default-features = false, features = ["rt"] }

use std::env;
use std::error::Error;

use client::Client;
use client::models::NewPet;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: BASE");
    let base = next()?;
    let client = Client::builder().base_url(base).build()?;
    let pets = client.find_pets().limit(10).send().await?;
    let pet = client.add_pet(NewPet::new("Rex")).send().await?;
    println!("{} pets, {} added", pets.len(), pet.id);
    Ok(())
}
