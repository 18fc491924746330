"""An agent whose model says what the message asks for, so that a client can be tried against a real server of the kit."""

import asyncio
from typing import AsyncGenerator

from google.adk.agents import LlmAgent
from google.adk.models.base_llm import BaseLlm
from google.adk.models.llm_request import LlmRequest
from google.adk.models.llm_response import LlmResponse
from google.genai import types


def edit_timeline(instruction: str) -> dict:
    """Pretends to edit."""
    return {"status": "ok", "instruction": instruction}


def _text(words: str, thought: bool = False) -> types.Part:
    return types.Part(text=words, thought=thought or None)


def _call() -> types.Part:
    return types.Part(function_call=types.FunctionCall(name="edit_timeline", args={"instruction": "as asked"}))


def _content(*parts: types.Part) -> types.Content:
    return types.Content(role="model", parts=list(parts))


# Each scenario: the parts of every model turn, in order; a turn that calls a tool is followed by the next one.
SCENARIOS = {
    "plain": [[_text("I added a title, “Grüße 🎬”, and music.")]],
    "tools": [
        [_text("Let me look at the timeline."), _call()],
        [_text("Done: the music is softer now.")],
    ],
    "thoughts": [[_text("The person wants blue. I wonder why.", thought=True), _text("The title is blue now.")]],
    "silent": [[_call()], []],
    "twice": [[_text("One moment."), _call()], [_text("One moment."), _call()], [_text("Finished.")]],
    "long": [[_text("0123456789abcde\n" * (4 * 65536))]],
}


class ScriptedModel(BaseLlm):
    """Streams each text in pieces, then gives it whole, as the kit's own models do."""

    async def generate_content_async(
        self, llm_request: LlmRequest, stream: bool = False
    ) -> AsyncGenerator[LlmResponse, None]:
        asked, turn = self._asked(llm_request.contents)
        if asked == "code":
            yield LlmResponse(error_code="RESOURCE_EXHAUSTED", error_message="The model has no quota left.")
            return
        if asked == "crash":
            if stream:
                yield LlmResponse(content=_content(_text("I begin")), partial=True)
            raise RuntimeError("the model fell over")
        if asked == "slow":
            await asyncio.sleep(3)
            yield LlmResponse(content=_content(_text("It took a while.")))
            return
        parts = SCENARIOS[asked][turn]
        if stream:
            for part in parts:
                if part.text:
                    size = max(7, len(part.text) // 20)
                    for at in range(0, len(part.text), size):
                        piece = _text(part.text[at : at + size], bool(part.thought))
                        yield LlmResponse(content=_content(piece), partial=True)
        yield LlmResponse(content=_content(*parts), partial=False)

    @staticmethod
    def _asked(contents: list[types.Content]) -> tuple[str, int]:
        """The latest message of the person, and how often the model spoke since."""
        turn = 0
        for content in reversed(contents):
            for part in content.parts or []:
                if content.role == "user" and part.text and (part.text in SCENARIOS or part.text in ("code", "crash", "slow")):
                    return part.text, turn
            turn += content.role == "model"
        raise ValueError("the message names no scenario")


root_agent = LlmAgent(name="nemo_agent", model=ScriptedModel(model="scripted"), tools=[edit_timeline])
