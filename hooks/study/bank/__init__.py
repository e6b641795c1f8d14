"""What the site is made from: frozen chapters and questions, their topics, addresses and published ids."""
