"""The shapes that the ledger has had, one file a step; `ledger/engine.py` runs them on opening."""
