"""Extensions of Markdown and the conversion of a question's fields."""
