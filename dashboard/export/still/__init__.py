"""A chart drawn without a browser: canvas in pixels, one module a kind of chart, the sheet."""
