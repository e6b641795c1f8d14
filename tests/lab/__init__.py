"""The lab: experiments on a real Kafka cluster, each of which writes a receipt."""
