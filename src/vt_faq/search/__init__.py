"""Finding the answer: text → features → index → ranking → outcome. Knows no terminal."""
