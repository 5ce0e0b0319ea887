"""Where everything is put: features, and the modules of their wire types."""
