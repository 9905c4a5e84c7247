"""Forecast (001 2.7): what a term mark can still become, exactly; where it is heading, as far as that is known."""
