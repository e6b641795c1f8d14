"""What is wrong with a question: its kind, its texts, what it claims without a source, how its options give it away."""
