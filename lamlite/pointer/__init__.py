"""The bundled pair's way to decide: an encoder reads request and tools, small heads decide what a schema leaves open.

words      text -> tokens and their embeddings          params    a schema's leaves as the model sees them
features   request and tools -> one token sequence      heads     token vectors -> scores (numpy)
retrieve   a few tools out of many                      split     a request into steps
select     one tool, or none                            fill      scores of every parameter
decode     scores -> one valid call, jointly
"""
