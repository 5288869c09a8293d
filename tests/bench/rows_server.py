# rows_server.py - what the centre takes in, beside what its disk could
#
# SPDX-License-Identifier: GPL-3.0-or-later

from measure import TOOLS, call_json, private_place
from table import Row


def measure_server():
    with private_place('ktg-bench-server-') as (folder, environment):
        for seen in call_json(TOOLS / 'bench-server', folder, env=environment):
            yield Row(**seen)
