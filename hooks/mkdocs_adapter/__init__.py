"""All that knows MkDocs: its events' objects in, plain values for `study`, and back."""
