"""What JSON Schema lamlite enforces, and how: schema (refuse the rest), build (grammars), match (token masks)."""
