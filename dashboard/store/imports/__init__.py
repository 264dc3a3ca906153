"""A user's own file of incidents: read, mapped, validated row by row, made into event tables."""
