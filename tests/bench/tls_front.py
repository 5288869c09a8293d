# tls_front.py - nginx with the shipped configuration in front of a server, and an authority that vouches for it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import pathlib
import types

from fronts import Authority
from measure import SOURCE
from nginx_front import start_nginx
from ports import free_port

TEMPLATE = SOURCE / 'data' / 'nginx' / 'kentongan.conf.in'


@contextlib.contextmanager
def tls_front(root, socket_path, address='127.0.0.1'):
    folder = pathlib.Path(root) / 'front'
    folder.mkdir()
    authority = Authority(folder, 'ca')
    certificate = authority.certify(address)
    port = free_port()
    front = start_nginx(folder, TEMPLATE, certificate=certificate, certificate_key=certificate, port=port,
                        server_name='localhost', socket=socket_path)
    try:
        yield types.SimpleNamespace(url=f'https://{address}:{port}', port=port, ca=authority.pem)
    finally:
        front.terminate()
        front.wait()
