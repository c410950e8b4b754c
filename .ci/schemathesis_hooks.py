"""How schemathesis writes bodies of one JSON value a line, which it doesn't know of itself."""
import json

import schemathesis


@schemathesis.serializer("application/x-ndjson", "application/jsonl", "application/ndjson")
def lines(context, value):
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("utf-8", "replace")
    values = value if isinstance(value, list) else [value]
    return "\n".join(json.dumps(one) for one in values).encode("utf-8", "replace")
