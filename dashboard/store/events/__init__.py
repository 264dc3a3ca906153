"""Event tables: incidents of one dataset in the shape that counts fast on any engine."""
