"""The recipes of the shipped language pipeline, and of what is learnt of programs."""
