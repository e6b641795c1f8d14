"""What a build keeps for later ones, found by a fingerprint of all that it was made from."""
