"""What is measured: speed against a floor, accuracy against a naive reader, both in the same run."""
