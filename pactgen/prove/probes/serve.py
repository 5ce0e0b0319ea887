"""Serve a backend on a socket that was opened before: `serve.py PACKAGE DESCRIPTOR`.

The server ends when its standard input closes, so it cannot outlive the program that started it,
however that program ends.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading

import uvicorn


def stop_with_parent() -> None:
    """Wait for the end of standard input, then ask this process to stop."""
    while os.read(0, 1):
        continue
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Start uvicorn on the inherited socket."""
    package, descriptor = sys.argv[1:3]
    listening = socket.socket(fileno=int(descriptor))
    threading.Thread(target=stop_with_parent, daemon=True).start()
    config = uvicorn.Config(
        f"{package}.main:create_app",
        factory=True,
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
