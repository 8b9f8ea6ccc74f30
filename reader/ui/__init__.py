"""The interface: screens, widgets, layers, keys."""
