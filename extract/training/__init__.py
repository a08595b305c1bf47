"""The recipe of the shipped language pipeline."""
