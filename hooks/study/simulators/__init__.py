"""A simulator block of an author -> its story, played by the engine that the browser runs too."""
