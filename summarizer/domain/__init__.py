"""The things the program speaks of. Imports nothing from the rest of the package."""
