//! Prints the language of policies as JSON:
//! `cargo run --example vocabulary > pkg/vocabulary.json && npx biome format --write pkg`.

fn main() {
    let vocabulary = andon::vocabulary::vocabulary();
    println!("{}", serde_json::to_string(&vocabulary).unwrap_or_default());
}
