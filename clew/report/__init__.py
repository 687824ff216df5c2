"""Write it up: papers for people who sign and read them, as PDF."""
