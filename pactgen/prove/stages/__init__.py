"""The stages of the proof, one file each; every one returns a `StageResult`."""
