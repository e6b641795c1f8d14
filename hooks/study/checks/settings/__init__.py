"""What pages say of the settings of Kafka -> warnings where two places do not say the same."""
