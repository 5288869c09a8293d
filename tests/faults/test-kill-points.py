# test-kill-points.py - the process is killed at every step of every flow; what was said is there, once, and work goes on
#
# SPDX-License-Identifier: GPL-3.0-or-later

from lab import DEVICE_FLOWS, KILLED, Bench, Folder, Tap, sample


def main():
    tap = Tap('kill points')
    for flow in DEVICE_FLOWS:
        with Folder() as scratch:
            bench = Bench(flow, scratch)
            steps, _ = bench.count()
            points = [f'{kind}:{step}' for step in range(1, steps + 1) for kind in ('kill', 'after', 'torn')]
            # A step that is no write cannot be torn; that run ends by itself and must be as right as any.
            bench.play_all(sample(points, 40), lambda status: status in (0, KILLED))
            tap.check(f'{flow.name}: killed at any step', bench.problems, points=bench.met, recovery_ms=bench.slowest_ms)
    tap.end()


main()
