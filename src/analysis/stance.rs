//! What is done by saying so (the 15 stances), and how firmly (`FactBank`'s values).
