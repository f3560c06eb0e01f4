//! Lines of a given width, as spans.
