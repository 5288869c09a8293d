# limit.py - the least time in which bytes can go up a link
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A lower bound and nothing else: the bytes that must go up and the headers of the packets that carry them, at the link's
# rate; the round trips without which nothing can (connecting, TLS, one request and its answer); after each cut the same
# round trips again and the outage itself. Not in it, and so a loss of whoever is measured: the start of a process, the
# headers of requests, the bytes of a TLS handshake, the whole answer, slow start, the work of either side.

import math

PAYLOAD = 1448  # of a packet, beside 52 bytes of TCP/IP with timestamps
OVERHEAD = 52
TLS_RECORD, TLS_OVERHEAD = 16384, 22


def round_trips(is_tls):
    return 3 if is_tls else 2


def limit_s(up_bytes, rate_bit_s, rtt_s, is_tls=False, cuts=0, outage_s=0.0, loss=0.0):
    share = PAYLOAD / (PAYLOAD + OVERHEAD) * (TLS_RECORD / (TLS_RECORD + TLS_OVERHEAD) if is_tls else 1)
    trips_s = round_trips(is_tls) * rtt_s
    return trips_s + 8 * up_bytes / (share * rate_bit_s * (1 - loss)) + cuts * trips_s + outage_s


def flight_s(size, rate_bit_s):
    """What goes at once, in packets."""
    return 8 * (size + math.ceil(size / PAYLOAD) * OVERHEAD) / rate_bit_s


def tcp_rate_bit_s(rate_bit_s, rtt_s, loss):
    """What one connection that takes loss for crowding can carry on average (Mathis), if that is less than the link can."""
    on_wire = 8 * (PAYLOAD + OVERHEAD)
    return min(rate_bit_s, 1.22 * on_wire / (rtt_s * math.sqrt(loss))) if loss else rate_bit_s
