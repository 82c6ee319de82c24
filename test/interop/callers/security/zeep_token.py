"""Calls GetPrice with a UsernameToken: `zeep_token.py WSDL`. Each line of the input is a call, each line of the output what came back."""

import datetime
import json
import sys

from zeep import Client
from zeep.exceptions import Fault
from zeep.plugins import HistoryPlugin
from zeep.wsa import WsAddressingPlugin
from zeep.wsse.username import UsernameToken
from zeep.wsse.utils import WSU, get_timestamp

ADDRESSING = "{http://www.w3.org/2005/08/addressing}"


def timestamp():
    """A Timestamp that is valid for ten minutes."""
    now = datetime.datetime.utcnow()
    element = WSU.Timestamp()
    element.append(WSU.Created(get_timestamp(now)))
    element.append(WSU.Expires(get_timestamp(now + datetime.timedelta(minutes=10))))
    return element


def text(envelope, name):
    return envelope.findtext(f".//{ADDRESSING}{name}")


def called(asked):
    history = HistoryPlugin()
    token = UsernameToken(
        asked["username"],
        asked["password"],
        use_digest=asked["passwordType"] == "digest",
        timestamp_token=timestamp(),
    )
    client = Client(sys.argv[1], wsse=token, plugins=[WsAddressingPlugin(), history])
    try:
        outcome = {"price": str(client.bind("Shop", asked["port"]).GetPrice(Sku="A-1"))}
    except Fault as fault:
        outcome = {"fault": fault.message}
    sent, received = history.last_sent["envelope"], history.last_received["envelope"]
    outcome["isRelated"] = text(sent, "MessageID") == text(received, "RelatesTo")
    return outcome


for line in sys.stdin:
    try:
        answer = called(json.loads(line))
    except Exception as error:
        answer = {"failed": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
