"""Pages as they were read -> the bank, and every problem in it in the author's words."""
