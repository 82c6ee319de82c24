"""Serves SOAP to whoever authenticates with NTLM, alone or in Negotiate, as gss-ntlmssp accepts it.

Over TLS, if it is given a certificate and its key, and then for that channel alone. The fifth argument is the certificate to
expect in the binding of the channel, by default the same.
"""
import base64
import hashlib
import http.server
import socketserver
import ssl
import sys

import gssapi
from gssapi.raw import ChannelBindings

NTLM = gssapi.OID.from_int_seq("1.3.6.1.4.1.311.2.2.10")
ANSWER = open(sys.argv[1], "rb").read()
CERTIFICATE = sys.argv[3] if len(sys.argv) > 3 else None


def channel():
    if CERTIFICATE is None:
        return None
    expected = sys.argv[5] if len(sys.argv) > 5 else CERTIFICATE
    der = ssl.PEM_cert_to_DER_cert(open(expected).read())
    return ChannelBindings(application_data=b"tls-server-end-point:" + hashlib.sha256(der).digest())


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    context = None
    user = None

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if self.user is None and not self.authenticate():
            return
        self.reply(200, ANSWER, {"Content-Type": "text/xml; charset=utf-8", "X-User": self.user})

    def authenticate(self):
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        if scheme != sys.argv[2]:
            self.reply(401, b"", {"WWW-Authenticate": sys.argv[2]})
            return False
        try:
            if self.context is None:
                credentials = gssapi.Credentials(usage="accept", mechs=[NTLM])
                self.context = gssapi.SecurityContext(
                    creds=credentials, usage="accept", channel_bindings=channel()
                )
            answer = self.context.step(base64.b64decode(token))
        except gssapi.exceptions.GSSError as error:
            print(error, file=sys.stderr, flush=True)
            self.context = None
            self.reply(401, b"", {"WWW-Authenticate": sys.argv[2]})
            return False
        if not self.context.complete:
            self.reply(401, b"", {"WWW-Authenticate": sys.argv[2] + " " + base64.b64encode(answer).decode()})
            return False
        self.user = ascii(bytes(self.context.initiator_name))
        return True

    def reply(self, status, body, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


server = Server(("127.0.0.1", 0), Handler)
scheme = "http"
if CERTIFICATE is not None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, sys.argv[4])
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    scheme = "https"
print(f"LISTENING {scheme}://127.0.0.1:{server.server_port}/", flush=True)
server.serve_forever()
