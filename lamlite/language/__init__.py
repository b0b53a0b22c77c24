"""The way of any language model: the model writes JSON, and a grammar leaves it nothing invalid to write.

prompt     what is said to a model               dialects   how each family is spoken to, and answers
jobs       a call or a plan, as a grammar        decode     the one constrained loop, for every engine
sources    where each value came from            caller, planner   the two roles
detect     the family that a file belongs to
"""
