//! The promises about values, secrets and types, by name: each is held through the generated clients, as a user has them.

#![cfg(test)]

mod base_url;
mod beyond;
mod builders;
mod calling;
mod clients;
mod dates;
mod decoders;
mod enums;
mod extras;
mod ids;
mod logs;
mod middleware;
mod naughty;
mod numbers;
mod responses;
mod roots;
mod secrets;
mod tokens;
mod tree;
mod values;
mod webhooks;
