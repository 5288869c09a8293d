# tls_relay.py - what comes on a TLS connection goes on over a plain one, and back
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import select
import ssl


def relay(safe, plain, note=lambda is_from_safe, n_bytes: None):
    """Until one of them ends, then both are closed. In one thread: OpenSSL does not take two at one connection."""
    with safe, plain, contextlib.suppress(OSError):
        while pass_some(safe, plain, note):
            pass


def pass_some(safe, plain, note):
    ready = [safe] if safe.pending() else select.select([safe, plain], [], [])[0]
    if safe in ready and not pass_from_safe(safe, plain, note):
        return False
    if plain in ready:
        piece = plain.recv(65536)
        safe.sendall(piece)
        note(False, len(piece))
        return bool(piece)
    return True


def pass_from_safe(safe, plain, note):
    """What comes may be of TLS itself, and nothing that goes on."""
    safe.setblocking(False)
    try:
        piece = safe.recv(65536)
    except ssl.SSLWantReadError:
        return True
    finally:
        safe.setblocking(True)
    plain.sendall(piece)
    note(True, len(piece))
    return bool(piece)
