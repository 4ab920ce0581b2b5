"""Simulated participants whose truth is known; their data stay marked for ever."""
