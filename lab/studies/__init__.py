"""What was planned? The study's protocol: tasks, answer keys, design, consent."""
