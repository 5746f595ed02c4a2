"""Opening links: who may be dialled, how, and how politely. Nothing here knows what an answer means."""
