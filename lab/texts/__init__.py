"""What the lab itself says, in German, English and very easy German."""
