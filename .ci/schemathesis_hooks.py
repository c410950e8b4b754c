"""How schemathesis writes bodies of one JSON value a line, which it doesn't know of itself."""
import json

import schemathesis


def lines(value):
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("utf-8", "replace")
    values = value if isinstance(value, list) else [value]
    return "\n".join(json.dumps(one) for one in values).encode("utf-8", "replace")


@schemathesis.serializer("application/x-ndjson")
class LinesSerializer:
    def as_requests(self, context, value):
        return {"data": lines(value)}

    def as_werkzeug(self, context, value):
        return {"data": lines(value)}
