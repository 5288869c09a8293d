# fronts.py - what may stand where a device expects its server: TLS with any certificate, a web page, a redirect
#
# SPDX-License-Identifier: GPL-3.0-or-later

import http.server
import socket
import ssl
import subprocess
import threading

from listener import on_thread
from processes import Link
from tls_relay import relay


def openssl(*words):
    subprocess.run(['openssl', *map(str, words)], check=True, capture_output=True)


class Authority:
    """Signs certificates for this machine."""

    def __init__(self, folder, name):
        self.folder = folder
        self.key = folder / f'{name}.key'
        self.pem = folder / f'{name}.pem'
        openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj',
                f'/CN={name}', '-addext', 'keyUsage=critical,keyCertSign', '-keyout', self.key, '-out', self.pem)

    def certify(self, host):
        """The key and certificate of @host, in one file."""
        stem = self.folder / f'{self.pem.stem}-{host}'
        request, names, whole = (stem.with_suffix(end) for end in ('.csr', '.names', '.both'))
        names.write_text(f'subjectAltName=IP:{host}\n')
        openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', f'/CN={host}', '-keyout',
                whole, '-out', request)
        openssl('x509', '-req', '-in', request, '-CA', self.pem, '-CAkey', self.key, '-CAcreateserial', '-days', '2',
                '-extfile', names, '-out', stem.with_suffix('.crt'))
        with whole.open('a') as out:
            out.write(stem.with_suffix('.crt').read_text())
        return whole


class TlsFront(Link):
    """TLS in front of a server that speaks none."""

    def __init__(self, target_port, certificate):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        super().__init__(target_port)

    @property
    def url(self):
        return f'https://127.0.0.1:{self.port}'

    def serve(self, near):
        on_thread(self.wrap)(near)

    def wrap(self, near):
        try:
            safe = self.context.wrap_socket(near, server_side=True)
            far = socket.create_connection(('127.0.0.1', self.target_port))
        except OSError:
            near.close()
            return
        self.connections += 1
        relay(safe, far, self.count)


class Portal:
    """Answers everything with one page, or sends everybody elsewhere."""

    def __init__(self, redirect=None):
        self.requests = 0
        portal = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def answer(self):
                portal.requests += 1
                self.rfile.read(int(self.headers.get('Content-Length', 0)))
                page = b'<html><body>Welcome to the hotel. Log in.</body></html>'
                self.send_response(307 if redirect else 200)
                if redirect:
                    self.send_header('Location', redirect + self.path)
                self.send_header('Content-Type', 'text/html')
                self.send_header('Content-Length', str(len(page)))
                self.end_headers()
                self.wfile.write(page)

            do_GET = do_POST = do_PATCH = answer

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f'http://127.0.0.1:{self.server.server_address[1]}'

    def close(self):
        self.server.shutdown()
        self.server.server_close()
