"""Receipts of experiments that ran on a real cluster -> checked values that chapters quote and pages show."""
