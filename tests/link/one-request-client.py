# one-request-client.py - sends reports the ordinary way, one request each; prints the seconds that took
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: one-request-client.py ADDRESS PORT fresh|kept|openrosa REPORT...; fresh and openrosa connect anew for each report,
# and openrosa asks with a HEAD on the same connection first. The start of this program is not in the seconds.

import http.client
import pathlib
import sys
import time

address, port, way, *reports = sys.argv[1:]
bodies = [pathlib.Path(report).read_bytes() for report in reports]

started = time.monotonic()
connection = http.client.HTTPConnection(address, int(port))
for body in bodies:
    if way != 'kept':
        connection.close()
        connection = http.client.HTTPConnection(address, int(port))
    if way == 'openrosa':
        connection.request('HEAD', '/')
        connection.getresponse().read()
    connection.request('POST', '/', body)
    connection.getresponse().read()
print(time.monotonic() - started)
