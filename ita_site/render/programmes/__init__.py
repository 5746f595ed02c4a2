"""Programmes on the site: the list, a page each, a page a month, and the calendar of their deadlines."""
