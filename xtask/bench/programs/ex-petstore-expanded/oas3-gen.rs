//! Two calls with oas3-gen's client.

// needs: tokio = { version = "1", default-features = false, features = ["rt"] }

use std::env;
use std::error::Error;

use client::*;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: BASE");
    let base = next()?;
    let client = SwaggerPetstoreClient::with_base_url(base)?;
    let query = FindPetsRequestQuery {
        limit: Some(10),
        ..Default::default()
    };
    let ApiResponse::Ok(pets) = client.find_pets(FindPetsRequest { query }).await? else {
        return Err("no pets".into());
    };
    let body = NewPet {
        name: "Rex".to_owned(),
        ..Default::default()
    };
    let ApiResponse::Ok(pet) = client.add_pet(AddPetRequest { body }).await? else {
        return Err("no pet".into());
    };
    println!("{} pets, {} added", pets.len(), pet.id);
    Ok(())
}
