"""9xx: waivers and attestations."""
