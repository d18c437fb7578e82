"""What schemathesis cannot know of itself: who calls, what exists in the platform, and what a role may not do.

Loaded by schemathesis (SCHEMATHESIS_HOOKS). Every call is made with the token of the role that it is for; after that
the same request is sent once more with the token of another role, in turn. From the environment: FUZZ_ROLES, FUZZ_KNOWN
(by name of a field its pattern and values that exist) and FUZZ_TALLY (a file for what was sent and answered).
"""

import atexit
import json
import os
import re
import time
import zlib
from collections import Counter

import schemathesis
from schemathesis.checks import CHECKS

ROLES = json.loads(os.environ["FUZZ_ROLES"])
KNOWN = {name: (re.compile(known["pattern"]), known["values"]) for name, known in json.loads(os.environ["FUZZ_KNOWN"]).items()}
# One in so many valid values stays as it was made up: unknown boards and numbers are input too.
KEEP_ONE_IN = 6
BUSY_TRIES = 5
BUSY_PAUSE_S = 2
# Faults of a whole JSON text that no schema can say: refused by the message book, tested by the corpus of hostile bodies.
UNSAYABLE = frozenset(("GETAL_ONVEILIG", "NUL_TEKEN", "HALF_SURROGAATPAAR"))
# What holds for every answer, whoever asked.
ALWAYS = CHECKS.get_by_names(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
    ]
)
calls = {role["name"]: Counter() for role in ROLES}


@atexit.register
def write_tally():
    with open(os.environ["FUZZ_TALLY"], "w", encoding="utf-8") as file:
        json.dump(calls, file)


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Writes the class of control characters out: what makes up texts does not know it by its name."""
    if isinstance(raw_schema, dict):
        for key, value in raw_schema.items():
            if key == "pattern" and isinstance(value, str):
                raw_schema[key] = value.replace(r"\p{Cc}", r"\x00-\x1f\x7f-\x9f")
            else:
                before_load_schema(context, value)
    elif isinstance(raw_schema, list):
        for element in raw_schema:
            before_load_schema(context, element)


def needed_by(operation):
    return operation.definition.raw.get("security", operation.schema.raw_schema.get("security", []))


def lets_in(operation, role):
    needed = needed_by(operation)
    return not needed or any(set(role["schemes"]).issuperset(scheme) for scheme in needed)


# Ids that a sender gives: one that is known would be refused as used before, and nothing behind that would be tried.
GIVEN_BY_SENDER = frozenset(("leveringId", "identificatiecodeBedrijfsdocument"))


def put_known(node, name=None, but=frozenset()):
    """Puts values that exist in the place of valid ones that were made up; what is not valid stays as it is."""
    if isinstance(node, dict):
        for key in node:
            node[key] = put_known(node[key], key, but)
    elif isinstance(node, list):
        for index, element in enumerate(node):
            node[index] = put_known(element, name, but)
    elif isinstance(node, str) and name in KNOWN and name not in but:
        pattern, values = KNOWN[name]
        place = zlib.crc32(node.encode("utf-8", "surrogatepass"))
        if pattern.fullmatch(node) and place % KEEP_ONE_IN != 0:
            return values[place % len(values)]
    return node


def caller_of(operation):
    """The role that a call is for: the one that names its path, else the first that its security scheme lets in."""
    candidates = [role for role in ROLES if lets_in(operation, role)]
    named = [role for role in candidates if any(operation.path.startswith(path) for path in role["paths"])]
    return (named or candidates or ROLES)[0]


@schemathesis.hook
def before_call(context, case, kwargs):
    for part in (case.path_parameters, case.query):
        if isinstance(part, dict):
            put_known(part)
    if isinstance(case.body, (dict, list)):
        put_known(case.body, but=GIVEN_BY_SENDER)
    case.headers["Authorization"] = caller_of(case.operation)["authorization"]


@schemathesis.hook
def after_call(context, case, response):
    sent = response.request.headers.get("Authorization")
    for role in ROLES:
        if role["authorization"] == sent:
            calls[role["name"]][str(response.status_code)] += 1


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Whether it counts. The header Authorization is put by us; busy is not broken: 503 may pass within seconds."""
    if "'Authorization' header" in failure.message:
        return False
    if response.status_code == 400 and reason_of(response) in UNSAYABLE:
        return False
    return response.status_code != 503 or still_busy(lambda: case.call())


def reason_of(response):
    try:
        return response.json().get("reden")
    except (ValueError, AttributeError):
        return None


def still_busy(call):
    for _ in range(BUSY_TRIES):
        time.sleep(BUSY_PAUSE_S)
        if call().status_code != 503:
            return False
    return True


@schemathesis.check
def another_role(ctx, response, case):
    """The same request of another role: let in or kept out, its answer is described, and who is kept out is refused."""
    operation = case.operation
    if case.method.upper() != operation.method.upper() or not needed_by(operation):
        return
    least = min(sum(calls[role["name"]].values()) for role in ROLES)
    role = next(role for role in ROLES if sum(calls[role["name"]].values()) == least)
    # Named here, it goes before what the hook above puts.
    headers = {"Authorization": role["authorization"]}
    other = case.call(headers=headers)
    if other.status_code == 503 and not still_busy(lambda: case.call(headers=headers)):
        return
    case.validate_response(other, checks=ALWAYS)
    if not lets_in(operation, role):
        status = other.status_code
        assert 400 <= status < 500, f"Answered {status} to {role['name']}, who may not call this"


@schemathesis.check
def one_receipt_per_record(ctx, response, case):
    """A delivery gets as many receipts as it has records, and those that are no records at all are rejected."""
    if response.status_code != 202 or not isinstance(case.body, dict) or "berichten" not in case.body:
        return
    receipts = response.json()["ontvangstbevestigingen"]
    records = case.body["berichten"]
    assert len(receipts) == len(records), f"{len(receipts)} receipts for {len(records)} records"
    for record, receipt in zip(records, receipts):
        if not isinstance(record, dict) or "kop" not in record:
            assert receipt["statusMelding"] == "A", "What is no record was accepted"
