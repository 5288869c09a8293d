# rows_device.py - what the officer's laptop pays: the app's memory and launch, a keystroke, a sync
#
# SPDX-License-Identifier: GPL-3.0-or-later

import statistics
import tempfile

from measure import APP, BUILD, MAKER, SOURCE, TOOLS, Painted, call, call_json, median, peak_mib, private_place, screen, wait
from processes import KTG, Server, make_photo
from table import Row
from tls_front import tls_front

N_REPORTS = 10_000
# Seven rows of the list, and the evidence of the first of them.
N_PICTURED = 20
N_PHOTOS_OF_FIRST = 13
N_PREVIEWS = 20
NEW_REPORT = 'ctrl+n'
FIRST_ROW = ('285', '185')
N_LAUNCHES = 9
STAY_MS = 14_000


def make_profile(folder, *options):
    made, = call_json(MAKER, *options, folder / 'profile')
    return made


def photo_for_floor(folder):
    """4000 by 3000 pixels, about 2 MB."""
    return make_photo(folder / 'photo.jpg', width=4000, height=3000, quality=80)


def settled(words, environment, clicked=None, pressed=None):
    """What a program holds when it has been at rest for a while, and what it showed then."""
    program = Painted(words, environment, STAY_MS)
    wait(4)
    if clicked:
        call('xdotool', 'mousemove', *clicked, 'click', '1', env=environment)
    wait(4)
    if pressed:
        # Nobody manages the windows here, so none has the keyboard by itself.
        window = call('xdotool', 'search', '--onlyvisible', '--name', 'Kentongan', env=environment).split()[0]
        call('xdotool', 'windowfocus', window, env=environment)
        wait(1)
        call('xdotool', 'key', pressed, env=environment)
        wait(3)
    memory = program.memory()
    return memory, program.finish()


def measure_app_memory(folder, environment):
    with screen(environment) as shown:
        floor, (floor_rows, _) = settled([TOOLS / 'floor-list', folder / 'photo.jpg'], shown)
        memory, (rows, pictures) = settled([APP, '--profile', folder / 'profile'], shown, FIRST_ROW)
        editing, _ = settled([APP, '--profile', folder / 'profile'], shown, FIRST_ROW, NEW_REPORT)
    assert (floor_rows, rows, pictures) == (1000, N_REPORTS, N_PREVIEWS), (floor_rows, rows, pictures)
    # The toolkit grows from one Debian to the next; what the app adds to it is ours.
    for key, what, ours, its, goal in (('app-rss', 'steady', memory.rss_mib, floor.rss_mib, 18),
                                       ('app-editor', 'the editor open', editing.rss_mib, floor.rss_mib, 24),
                                       ('app-peak', 'at its peak', memory.peak_mib, floor.peak_mib, None)):
        yield Row(key, f'app, {N_REPORTS:,} reports, national regions, {pictures} previews on screen: resident memory, {what}', ours / its,
                  goal and f'≤ {goal} MiB more', f'{ours:.1f} MiB, {ours - its:.1f} more',
                  f'{its:.1f} MiB: a list of 1,000 rows and a photo', goal and ours - its <= goal)
    yield Row('app-private', 'the same, memory of its own', memory.private_mib / floor.private_mib, None,
              f'{memory.private_mib:.1f} MiB', f'{floor.private_mib:.1f} MiB', None)


def launch_times(programs, environment):
    """Every program in turn, so that whatever else the machine does meets all."""
    times = {name: [] for name in programs}
    for count in range(N_LAUNCHES + 1):
        for name, words in programs.items():
            program = Painted(words, environment, 1200)
            program.finish()
            if count > 0:  # the first warms the page cache
                times[name].append(program.first_frame_ms)
    return times


def measure_app_launch(folder, environment):
    with screen(environment) as shown:
        times = launch_times({'floor': [TOOLS / 'floor-list', folder / 'photo.jpg'],
                              'app': [APP, '--profile', folder / 'profile']}, shown)
    ours, its = median(times['app']), median(times['floor'])
    spread = statistics.quantiles(times['app'], n=4)
    yield Row('app-launch', 'app, start to first frame, warm', ours / its, '≤ 1.2 ×',
              f'{ours:.0f} ms (half of {N_LAUNCHES} runs {spread[0]:.0f} to {spread[2]:.0f})', f'{its:.0f} ms: the same list',
              ours / its <= 1.2)


def install(folder, environment):
    """The app's icons are where an installed app finds them."""
    call('/usr/bin/meson', 'install', '-C', BUILD, '--no-rebuild', '--quiet', '--destdir', folder / 'root')
    share = min(folder.glob('root/**/share'), key=lambda path: len(path.parts))
    environment['XDG_DATA_DIRS'] = f'{share}:/usr/local/share:/usr/share'


def measure_app():
    with private_place('ktg-bench-app-') as (folder, environment):
        install(folder, environment)
        photo_for_floor(folder)
        make_profile(folder, f'--reports={N_REPORTS}', f'--pictured={N_PICTURED}', f'--first-photos={N_PHOTOS_OF_FIRST}',
                     '--photo-bytes=1')
        yield from measure_app_launch(folder, environment)
        yield from measure_app_memory(folder, environment)


def measure_draft():
    with private_place('ktg-bench-draft-') as (folder, _):
        seen, = call_json(TOOLS / 'bench-draft', folder)
    ratio = seen['save_us'] / seen['commit_us']
    yield Row('draft', 'saving a keystroke’s worth of draft, sealed and committed', ratio, '≤ 1 ×',
              f'{seen["save_us"] / 1000:.2f} ms (95 % under {seen["save_p95_us"] / 1000:.2f})',
              f'{seen["commit_us"] / 1000:.2f} ms: one row of 4 KB in plain SQLite, WAL and FULL', ratio <= 1)


def measure_places():
    seen, = call_json(TOOLS / 'bench-regions', SOURCE / 'data' / 'packs')
    for key, what, ours in (('place-key', 'half of them under', seen['median_us']), ('place-worst', 'the slowest', seen['worst_us'])):
        yield Row(key, f'a key pressed in the search for a place, 91,599 regions; {what}', ours / seen['floor_us'], '≤ 50 ms',
                  f'{ours / 1000:.1f} ms (of {seen["keys"]} beginnings of what people type; opened in {seen["open_us"] / 1000:.1f} ms)',
                  f'{seen["floor_us"] / 1000:.2f} ms: the ends of its lines, looked for in the same file', ours <= 50_000)


def measure_library():
    seen, = call_json(TOOLS / 'bench-library', SOURCE / 'data' / 'packs')
    yield Row('library-key', f'a key pressed in the search of the library, {seen["entries"]} entries; the slowest',
              seen['worst_us'] / seen['floor_us'], '≤ 50 ms',
              f'{seen["worst_us"] / 1000:.2f} ms (half under {seen["median_us"] / 1000:.2f}, of {seen["keys"]} beginnings of what people '
              f'type; made in {seen["made_us"] / 1000:.1f} ms)',
              f'{seen["floor_us"] / 1000:.2f} ms: the same letters, looked for in the same texts', seen['worst_us'] <= 50_000)


def measure_recap():
    seen, = call_json(TOOLS / 'bench-recap', SOURCE / 'data' / 'packs')
    yield Row('recap', f'a recap of {seen["reports"]:,} reports: by day, week, kind, suspicion, area and standing',
              seen['recap_us'] / seen['floor_us'], '≤ 150 ms',
              f'{seen["recap_us"] / 1000:.0f} ms (the slowest of 15: {seen["slowest_us"] / 1000:.0f})',
              f'{seen["floor_us"] / 1000:.2f} ms: one walk along the same summaries', seen['recap_us'] <= 150_000)
    yield Row('recap-list', 'the list of these reports by their days', seen['list_us'] / seen['floor_us'], '≤ 150 ms',
              f'{seen["list_us"] / 1000:.0f} ms (the slowest of 15: {seen["slowest_list_us"] / 1000:.0f})',
              f'{seen["floor_us"] / 1000:.2f} ms: the same walk', seen['list_us'] <= 150_000)


def measure_sync():
    """A hundred photos of a megabyte each, through nginx and TLS with an authority of its own."""
    # A socket's path is short, and the build folder's may not be.
    with private_place('ktg-bench-sync-') as (folder, environment), tempfile.TemporaryDirectory(dir='/tmp') as short:
        made = make_profile(folder, '--reports=25', '--pictured=25', '--photos=4', f'--photo-bytes={1024 * 1024}')
        server = Server(folder, listen=f'unix:{short}/http.sock').start()
        try:
            with tls_front(folder, f'{short}/http.sock') as front:
                printed, floor = peak_mib(TOOLS / 'floor-tls', front.ca, f'{front.url}/v1/', env=environment)
                device = [KTG, '--profile', folder / 'profile']
                call(*device, 'enrol', front.url, server.code(), '--name', 'Laptop', '--ca', front.ca, env=environment)
                _, ours = peak_mib(*device, 'sync', env=environment)
            held = {file['sha256'] for entry in server.list() for file in entry['files'] if file['complete']}
        finally:
            server.stop()
    assert {file['sha256'] for file in made['files']} <= held
    assert made['bytes'] >= 100 * 1024 * 1024
    yield Row('sync', f'`ktg sync` of {made["bytes"] / 1e6:.0f} MB of photos over TLS: most memory held', ours / floor,
              '≤ 28 MiB', f'{ours:.1f} MiB', f'{floor:.1f} MiB: one empty request over TLS with the same library', ours <= 28)
