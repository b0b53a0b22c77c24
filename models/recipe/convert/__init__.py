"""Public data sets as rows: a module a set, each with `rows(data)`. A row whose values cannot be found is left out."""
