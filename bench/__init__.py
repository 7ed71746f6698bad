"""The benchmark: what this project and its peers take, measured in one run."""
