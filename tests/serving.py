"""Free ports of this machine, and an ASGI app on one, served by uvicorn as in production."""

import asyncio
import random
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import uvicorn


@asynccontextmanager
async def serving(app: Any) -> AsyncIterator[str]:
    """The address of the app, http://127.0.0.1:PORT, as long as this lasts."""
    # It listens already before the server accepts, so that nobody has to wait for it.
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        listening.close()


def free_port() -> int:
    """A port that is free at this moment, for a process that is told where to listen.

    Below those that systems give to outgoing connections, one of which would have it before the process does.
    """
    while True:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", random.SystemRandom().randrange(10_240, 32_768)))
            port: int = probe.getsockname()[1]
            return port
