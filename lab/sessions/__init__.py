"""What happened? Sessions, attempts, events and the measures taken from them."""
