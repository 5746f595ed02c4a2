"""The web form for officers without git: Decap CMS and a configuration made from the criteria. Optional, off by default."""
