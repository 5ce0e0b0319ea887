"""The middle of the compiler: from what the contract says to what is built, one file a pass."""

from pactgen.passes.design_backend import design_backend as design_backend
