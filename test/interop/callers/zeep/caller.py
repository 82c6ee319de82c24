"""Calls the echo service with zeep: `caller.py WSDL`. Each line of the input is a call, each line of the output what came back."""

import json
import sys

from zeep import Client, xsd
from zeep.exceptions import Fault
from zeep.xsd.types.complex import ComplexType
from zeep.xsd.valueobjects import CompoundValue

THINGS = "{urn:example:echo:things}"

client = Client(sys.argv[1])


def made(kind, value):
    """A value for zeep of the type."""
    if value is None:
        return xsd.Nil
    if not isinstance(kind, ComplexType):
        return kind.pythonvalue(value)
    if "$type" in value:
        kind = client.get_type(THINGS + value["$type"])
    members = dict(kind.elements)
    attributes = dict(kind.attributes)
    arguments = {}
    for name, part in value.items():
        if name == "$value":
            arguments["_value_1"] = members["_value_1"].type.pythonvalue(part)
        elif name.startswith("$"):
            if name != "$type":
                arguments[name[1:]] = attributes[name[1:]].type.pythonvalue(part)
        elif isinstance(part, list):
            arguments[name] = [made(members[name].type, item) for item in part]
        else:
            arguments[name] = made(members[name].type, part)
    return kind(**arguments)


def text(kind, value):
    """What zeep would write; of bytes it gives bytes."""
    written = kind.xmlvalue(value)
    return written.decode() if isinstance(written, bytes) else written


def printed(kind, value):
    """What zeep read, as text; what is None is left out, since it is absent or nil."""
    if isinstance(value, list):
        return [printed(kind, item) for item in value]
    if value is None:
        return None
    if not isinstance(value, CompoundValue):
        return text(kind, value)
    actual = value._xsd_type
    members = dict(actual.elements)
    attributes = dict(actual.attributes)
    result = {}
    for name in value:
        part = value[name]
        if part is None:
            continue
        if name in attributes:
            result["$" + name] = text(attributes[name].type, part)
        elif name == "_value_1":
            result["$value"] = text(members[name].type, part)
        else:
            result[name] = printed(members[name].type, part)
    if kind is not actual and actual.name != kind.name:
        result["$type"] = actual.name
    return result


def unwrapped(kind, value):
    """The value of a reply. Of types with a single member zeep gives what is in that."""
    members = kind.elements if isinstance(kind, ComplexType) else []
    if len(members) != 1 or isinstance(value, CompoundValue):
        return printed(kind, value)
    ((name, element),) = members
    return {name: printed(element.type, value)}


def called(asked):
    service = client.bind("Echo", asked["binding"])
    name = asked["operation"]
    operation = service._binding.get(name)
    arguments = {
        member: made(element.type, asked["values"][member])
        for member, element in operation.input.body.type.elements
    }
    if "header" in asked:
        session = client.get_element(THINGS + "Session")
        arguments["_soapheaders"] = {"Session": made(session.type, asked["header"]["Session"])}
    try:
        reply = getattr(service, name)(**arguments)
    except Fault as fault:
        code = getattr(fault.code, "localname", fault.code).split(":")[-1]
        detail = fault.detail[0]
        refusal = client.get_element(THINGS + "Refusal")
        return {
            "fault": {
                "code": code,
                "reason": fault.message,
                "detail": {"Refusal": printed(refusal.type, refusal.parse(detail, client.wsdl.types))},
            }
        }
    if operation.output is None:
        return {"values": {}}
    result = {}
    if "header" in asked:
        session = client.get_element(THINGS + "Session")
        result["header"] = {"Session": printed(session.type, reply.header.Session)}
        reply = reply.body
    members = dict(operation.output.body.type.elements)
    if len(members) == 1 and not (isinstance(reply, CompoundValue) and "header" in asked):
        ((member, element),) = members.items()
        result["values"] = {member: unwrapped(element.type, reply)}
    else:
        result["values"] = {member: printed(element.type, reply[member]) for member, element in members.items()}
    return result


for line in sys.stdin:
    try:
        answer = called(json.loads(line))
    except Exception as error:
        answer = {"failed": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
