"""The bank -> what other programs read: page heads, preview images, structured data, the feed, text exports."""
