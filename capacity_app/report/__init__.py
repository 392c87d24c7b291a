"""Documents people read: one format-free report in one language, made into PDF and Excel."""
