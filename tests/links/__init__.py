"""A loopback server of link situations: what servers do to visitors, each with what a visitor gets beside it."""
