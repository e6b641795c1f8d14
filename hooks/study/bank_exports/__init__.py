"""The bank for other programs: GIFT, QTI, CSV, and JSON with its schema."""
