"""The pages of the audio edition: what is said, when, and what it stands on."""
