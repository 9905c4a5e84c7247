"""The trend forecast beside «the average so far», on invented classes whose term's end is known."""
