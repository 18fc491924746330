"""The kit's own API server with the scripted agent, on the given port. Below /streaming the model streams.

The contract's request says nothing of streaming, so the kit answers it whole; a backend may decide otherwise by itself.
"""

import json
import sys
from pathlib import Path

import uvicorn
from google.adk.cli.fast_api import get_fast_api_app

PREFIX = "/streaming"


class Streaming:
    """Asks the kit to stream where the path says so."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX + "/"):
            await self.app(scope, receive, send)
            return
        body = b""
        more = True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        asked = json.dumps({**json.loads(body or b"{}"), "streaming": True}).encode()
        path = scope["path"][len(PREFIX) :]
        headers = [h for h in scope["headers"] if h[0] != b"content-length"]
        headers.append((b"content-length", str(len(asked)).encode()))
        given = False

        async def once():
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": asked, "more_body": False}

        await self.app({**scope, "path": path, "raw_path": path.encode(), "headers": headers}, once, send)


if __name__ == "__main__":
    agents = Path(__file__).parent / "agents"
    app = get_fast_api_app(agents_dir=str(agents), web=False, session_service_uri="memory://")
    uvicorn.run(Streaming(app), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
