"""Qwen 2.5 and 3: ChatML, tools in the system turn between <tools>, a call between <tool_call>; no thinking aloud.

Source: the chat template of Qwen/Qwen3-0.6B, with enable_thinking off.
"""

from __future__ import annotations

from ...grammar.lark import Grammar, literal
from ..jobs import Answer, Job, PlanJob, answer_of, form_of
from ..places import body
from ..prompt import Marker, Message, Prompt, Talk, function, to_json
from .chatml import START, turn

_TOOLS = """# Tools

You may call one or more functions to assist with the user query.

You are provided with function signatures within <tools></tools> XML tags:
<tools>
{}
</tools>

For each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:
<tool_call>
{{"name": <function-name>, "arguments": <args-json-object>}}
</tool_call>"""


def render(talk: Talk) -> Prompt:
    """The tools behind the system's words; an empty thought, so that the model answers at once."""
    first, *rest = talk.messages
    if talk.tools:
        listed = "\n".join(to_json(function(tool)) for tool in talk.tools)
        first = Message("system", f"{first.content}\n\n{_TOOLS.format(listed)}")
    turns = (part for message in (first, *rest) for part in turn(message))
    return (*turns, START, "assistant\n<think>\n\n</think>\n\n")


def grammar(job: Job, marker: Marker) -> Grammar:
    """A call between <tool_call> tags; a plan is plain JSON."""
    if isinstance(job, PlanJob):
        return job.grammar(form_of(job))
    line = literal("\n")
    before, after = f"{marker('<tool_call>')} {line}", f"{line} {marker('</tool_call>')}"
    return job.grammar(form_of(job, before=before, after=after))


def parse(text: str) -> Answer:
    """The JSON between the tags, or the plan."""
    return answer_of(body(text))
