"""What people follow a site by: a feed of changes (Atom), a calendar of deadlines (iCalendar), the page about both."""
