"""The command line: parameters in, exit code out. No ranking here, and no styling."""
