//! What leaves the program: a file a format; the promised JSON has its own structs.
