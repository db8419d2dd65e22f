#!/usr/bin/env python3
"""Validates JSON against the schemas of docs/schemas: validate.py SCHEMA FILE [FILE...]

The part of JSON Schema (draft 2020-12) that these schemas use, and no more: a keyword that
is not known here is an error, so that no rule is passed over in silence.  A file holds one
value, or one a line.  The exit code is 1 where a value breaks a rule; each break is a line.
With --mutate N SCHEMA FILE it breaks a valid value in N ways that each must be noticed."""
import copy
import json
import math
import random
import re
import sys

KNOWN = {
    "$schema", "$id", "$ref", "$defs", "$comment", "title", "description", "type", "enum",
    "const", "properties", "required", "additionalProperties", "items", "minItems",
    "minimum", "maximum", "pattern", "format", "anyOf",
}
TYPES = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "integer": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool)
    and math.isfinite(v) and v == int(v),
}
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class Schema:
    def __init__(self, root):
        self.root = root
        self.breaks = []

    def resolve(self, ref):
        if not ref.startswith("#/"):
            raise SystemExit(f"a reference that is not within the schema: {ref}")
        node = self.root
        for step in ref[2:].split("/"):
            node = node[step]
        return node

    def say(self, at, text):
        self.breaks.append(f"{at or '/'}: {text}")

    def check(self, value, schema, at=""):
        if schema is True:
            return
        unknown = set(schema) - KNOWN
        if unknown:
            raise SystemExit(f"{at}: keywords not known here: {sorted(unknown)}")
        if "$ref" in schema:
            self.check(value, self.resolve(schema["$ref"]), at)
        if "anyOf" in schema:
            self.any_of(value, schema["anyOf"], at)
        types = schema.get("type")
        if types is not None:
            types = [types] if isinstance(types, str) else types
            if not any(TYPES[t](value) for t in types):
                self.say(at, f"expected {' or '.join(types)}, found {json.dumps(value)[:60]}")
                return
        if "enum" in schema and value not in schema["enum"]:
            self.say(at, f"not one of {schema['enum']}: {json.dumps(value)[:60]}")
        if "const" in schema and value != schema["const"]:
            self.say(at, f"expected {schema['const']!r}")
        if isinstance(value, str):
            self.text(value, schema, at)
        elif isinstance(value, dict):
            self.object(value, schema, at)
        elif isinstance(value, list):
            self.array(value, schema, at)
        elif TYPES["number"](value):
            self.number(value, schema, at)

    def any_of(self, value, choices, at):
        before = self.breaks
        for choice in choices:
            self.breaks = []
            self.check(value, choice, at)
            if not self.breaks:
                self.breaks = before
                return
        self.breaks = before
        self.say(at, "fits none of the choices")

    def text(self, value, schema, at):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            self.say(at, f"{value[:60]!r} does not match {schema['pattern']}")
        if schema.get("format") == "date" and not DATE.fullmatch(value):
            self.say(at, f"{value[:60]!r} is no date")
        elif schema.get("format") not in (None, "date"):
            raise SystemExit(f"{at}: a format not known here: {schema['format']}")

    def number(self, value, schema, at):
        if value < schema.get("minimum", -math.inf) or value > schema.get("maximum", math.inf):
            self.say(at, f"{value} is out of bounds")

    def object(self, value, schema, at):
        properties = schema.get("properties", {})
        for name in schema.get("required", []):
            if name not in value:
                self.say(at, f"'{name}' is missing")
        for name, member in value.items():
            if name in properties:
                self.check(member, properties[name], f"{at}/{name}")
            elif schema.get("additionalProperties") is False:
                self.say(at, f"'{name}' is not expected")
            elif isinstance(schema.get("additionalProperties"), dict):
                self.check(member, schema["additionalProperties"], f"{at}/{name}")

    def array(self, value, schema, at):
        if len(value) < schema.get("minItems", 0):
            self.say(at, f"fewer than {schema['minItems']} items")
        for i, item in enumerate(value):
            if "items" in schema:
                self.check(item, schema["items"], f"{at}/{i}")


def load(path):
    def refuse(word):
        raise SystemExit(f"{path}: {word} is no JSON")

    with open(path, encoding="utf-8") as file:
        text = file.read()
    if not text.strip():
        raise SystemExit(f"{path}: empty")
    try:
        return [json.loads(text, parse_constant=refuse)]
    except json.JSONDecodeError:
        return [json.loads(line, parse_constant=refuse) for line in text.splitlines()]


def breaks(schema, value):
    checking = Schema(schema)
    checking.check(value, schema)
    return checking.breaks


def places(value, at=()):
    yield at
    if isinstance(value, dict):
        for name in value:
            yield from places(value[name], at + (name,))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from places(item, at + (i,))


def mutate(schema, value, count):
    """Takes away a required member or puts in a value of another kind."""
    drawn = random.Random(1)
    everywhere = [at for at in places(value) if at]
    missed = 0
    for _ in range(count):
        broken = copy.deepcopy(value)
        at = drawn.choice(everywhere)
        node = broken
        for step in at[:-1]:
            node = node[step]
        node[at[-1]] = {"not": "expected"} if not isinstance(node[at[-1]], dict) else 7
        if not breaks(schema, broken):
            missed += 1
            print("not noticed:", "/".join(map(str, at)))
    return missed


def main(arguments):
    if arguments[0] == "--mutate":
        schema = load(arguments[2])[0]
        return 1 if mutate(schema, load(arguments[3])[0], int(arguments[1])) else 0
    schema = load(arguments[0])[0]
    found = 0
    for path in arguments[1:]:
        for i, value in enumerate(load(path)):
            for text in breaks(schema, value)[:20]:
                print(f"{path}:{i + 1}: {text}")
                found = 1
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
