# test-packs.py - a rule is corrected on the server: devices take it, in few bytes, and nothing written is lost
#
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import pathlib
import sys

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from packs import newest, read_newest  # noqa: E402
from processes import ENVIRONMENT, PACKS, Device, Link, WorldCase, main  # noqa: E402

REPORT = {'kind': 'lhp', 'place': {'words': 'Balai Desa'}, 'times': {'known': '2024-11-12', 'happened': '2024-11-12'},
          'violations': ['DS-03'], 'account': 'Lurah hadir.'}
TOMORROW = '2099-01-01'


def corrected(folder, name='rules', number=77, **keys):
    """The newest pack of that name, with other words in its title, as a correction of the same day."""
    pack = read_newest(PACKS, name)
    pack['title'] = {'id': 'Diperbaiki', 'en': 'Corrected'}
    pack['version'] = f'{pack["version"].split(".")[0]}.{number}'
    pack.update(keys)
    path = pathlib.Path(folder) / f'offered-{name}-{number}.json'
    path.write_text(json.dumps(pack, ensure_ascii=False))
    return path, pack['version']


class Packs(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.home = self.folder / 'home'
        self.environment = dict(ENVIRONMENT, XDG_DATA_HOME=str(self.home))
        self.device = self.new_device('siti')

    def new_device(self, name):
        device = Device(self.folder, name, self.environment)
        device.enrol(self.server)
        self.sync(device)
        return device

    def sync(self, device=None, status=0, url=None):
        done = (device or self.device).run('sync')
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stderr

    def received(self):
        folder = self.home / 'kentongan' / 'packs'
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []

    def packs(self, name='rules', **environment):
        done = Device(self.folder, 'siti', dict(self.environment, **environment)).run('packs', '--json')
        self.assertEqual(done.returncode, 0, done.stderr)
        return {pack['version']: pack for pack in json.loads(done.stdout)['packs'] if pack['name'] == name}

    def left_out(self):
        return json.loads(self.device.run('packs', '--json').stdout)['left_out']

    def bring(self, content):
        path = self.folder / 'brought.json'
        path.write_bytes(content)
        return self.device.run('packs', 'import', path)

    # --- it arrives ---

    def test_a_correction_is_here_after_one_exchange_and_said(self):
        self.assertEqual(self.received(), [])
        path, version = corrected(self.folder)
        self.server.run('pack', 'publish', path)
        said = self.sync()
        self.assertIn(f'Corrected ({version})', said)
        self.assertEqual(self.received(), [f'rules-{version}.json'])
        kept = (self.home / 'kentongan' / 'packs' / f'rules-{version}.json').read_bytes()
        self.assertEqual(hashlib.sha256(kept).digest(), hashlib.sha256(path.read_bytes()).digest())
        self.assertEqual(self.packs()[version]['standing'], 'counts')
        self.assertIn('received_at', self.packs()[version])
        self.assertEqual(len(self.packs()[version]['publisher']), 43)
        self.device.run('verify')
        self.assertEqual(self.sync().count('Corrected'), 0)

    def test_what_changed_is_named_by_its_codes(self):
        pack = read_newest(PACKS, 'rules')
        pack['violations'][0]['name'] = {'id': 'Lain', 'en': 'Other'}
        path, version = corrected(self.folder, violations=pack['violations'])
        self.server.run('pack', 'publish', path)
        self.assertIn(f'Changed: {pack["violations"][0]["code"]}', self.sync())

    def test_a_device_that_files_hears_of_it_in_the_same_round(self):
        path, version = corrected(self.folder)
        self.server.run('pack', 'publish', path)
        report = self.folder / 'report.json'
        report.write_text(json.dumps(REPORT))
        self.device.file(report)
        self.sync()
        self.assertEqual(self.received(), [f'rules-{version}.json'])

    def test_a_report_filed_before_keeps_its_version(self):
        report = self.folder / 'report.json'
        report.write_text(json.dumps(REPORT))
        filed = self.device.file(report)
        before = json.loads(self.device.run('show', filed, '--json').stdout)
        path, version = corrected(self.folder)
        self.server.run('pack', 'publish', path)
        self.sync()
        self.sync()
        self.assertEqual(self.received(), [f'rules-{version}.json'])
        after = json.loads(self.device.run('show', filed, '--json').stdout)
        self.assertEqual(before['versions'][-1].get('rules_version') if 'versions' in before else None,
                         after['versions'][-1].get('rules_version') if 'versions' in after else None)
        self.assertNotIn(version, json.dumps(after))

    def test_profiles_of_one_account_take_it_once(self):
        second = self.new_device('budi')
        path, version = corrected(self.folder)
        self.server.run('pack', 'publish', path)
        self.assertIn('Corrected', self.sync())
        self.assertNotIn('Corrected', self.sync(second))
        self.assertEqual(self.received(), [f'rules-{version}.json'])

    def test_what_is_published_later_comes_too(self):
        for number in (77, 78):
            path, version = corrected(self.folder, number=number)
            self.server.run('pack', 'publish', path)
            self.assertIn(version, self.sync())
        path, version = corrected(self.folder, 'gestures', 5)
        self.server.run('pack', 'publish', path)
        self.sync()
        self.assertEqual(len(self.received()), 3)

    # --- thin links ---

    def test_the_list_travels_once_and_the_pack_in_few_bytes(self):
        link = Link(self.server.port)
        device = Device(self.folder, 'jauh', self.environment)
        device.enrol(self.server, link.url)
        self.sync(device)
        idle = self.moved(link, device)
        path, version = corrected(self.folder)
        self.server.run('pack', 'publish', path)
        first = self.moved(link, device)
        again = self.moved(link, device)
        packed = self.packed(version)
        self.assertLess(abs(again - idle), 64)  # no word of packs
        self.assertLess(first, packed + 4096)  # the list, the pack, and two heads
        link.close()

    def packed(self, version):
        return next(pack['packed'] for pack in json.loads(self.server.run('pack', 'list', '--json'))
                    if pack['version'] == version and pack['name'] == 'rules')

    def moved(self, link, device):
        before = link.up + link.down
        self.sync(device)
        return link.up + link.down - before

    def publish_large(self, number=77):
        noise = ' '.join(hashlib.sha256(str(number).encode()).hexdigest() for number in range(9000))
        path, version = corrected(self.folder, number=number, note={'id': noise, 'en': noise[:10]})
        self.server.run('pack', 'publish', path)
        return path, version

    def test_a_link_on_which_no_pack_comes_carries_reports_and_says_so(self):
        link = Link(self.server.port, cuts_answers=True)
        device = Device(self.folder, 'jauh', self.environment)
        device.enrol(self.server, link.url)
        self.sync(device)
        path, version = self.publish_large()
        link.cut_every_bytes = 4000
        report = self.folder / 'report.json'
        report.write_text(json.dumps(REPORT))
        filed = device.file(report)
        said = self.sync(device)
        self.assertIn(f'The pack rules-{version} did not come: the connection broke', said)
        self.assertIn(filed, json.dumps(json.loads(self.server.run('list', '--json'))))
        link.cut_every_bytes = None
        self.assertNotIn('did not come', self.sync(device))
        self.assertEqual(self.received(), [path.name.replace('offered-rules-77', f'rules-{version}')])
        link.close()

    def test_a_link_that_breaks_goes_on_where_it_was(self):
        path, version = self.publish_large()
        link = Link(self.server.port, cut_every_bytes=90_000, cuts_answers=True)
        device = Device(self.folder, 'jauh', self.environment)
        device.enrol(self.server, link.url)
        for _ in range(8):
            device.run('sync')
            if self.received():
                break
        self.assertEqual(self.received(), [f'rules-{version}.json'])
        self.assertGreater(link.cuts, 1)
        self.assertLess(link.down, 3 * path.stat().st_size)
        link.close()

    def break_off(self, link, device, n_cuts):
        """A sync on which the link is gone after so many cuts, and what it left of the pack."""
        cuts = link.cuts

        def close_after():
            link.is_open = link.cuts < cuts + n_cuts

        link.on_cut = close_after
        self.assertIn('did not come', self.sync(device))
        link.on_cut, link.is_open = None, True
        parts = list((self.home / 'kentongan' / 'packs').glob('*.part'))
        self.assertEqual(len(parts), 1)
        return parts[0].stat().st_size

    def test_what_came_over_a_link_that_is_cut_every_20_kb_stays_over_a_start(self):
        link = Link(self.server.port, cuts_answers=True)
        device = Device(self.folder, 'jauh', self.environment)
        device.enrol(self.server, link.url)
        self.sync(device)
        path, version = self.publish_large()
        link.cut_every_bytes = 20_000
        came = [self.break_off(link, device, 6) for _ in range(3)]
        self.assertEqual(came, sorted(set(came)))
        link.cut_every_bytes = None
        before, packed = link.down, self.packed(version)
        self.sync(device)
        self.assertEqual(self.received(), [f'rules-{version}.json'])
        self.assertLess(link.down - before, packed - came[-1] + packed // 10)
        link.close()

    def test_what_came_is_thrown_away_when_another_is_announced(self):
        link = Link(self.server.port, cuts_answers=True)
        device = Device(self.folder, 'jauh', self.environment)
        device.enrol(self.server, link.url)
        self.sync(device)
        self.publish_large()
        link.cut_every_bytes = 20_000
        self.break_off(link, device, 6)
        path, version = self.publish_large(78)
        link.cut_every_bytes = None
        self.sync(device)
        self.assertEqual(self.received(), [f'rules-{version}.json'])
        self.assertEqual((self.home / 'kentongan' / 'packs' / f'rules-{version}.json').read_bytes(), path.read_bytes())
        link.close()

    # --- what does not fit ---

    def test_a_pack_for_a_newer_program_is_kept_for_it_and_said(self):
        path, version = corrected(self.folder, number=80)
        future = json.loads(path.read_text())
        future.update(later={'what': ['nobody', 'knows']})
        path.write_text(json.dumps(future))
        self.server.run('pack', 'publish', path)
        self.sync()
        self.assertEqual(self.packs()[version]['standing'], 'counts')  # keys that are not known are passed over
        kept = self.home / 'kentongan' / 'packs' / f'rules-{version}.json'
        newer = json.dumps(dict(future, format=2)).encode()
        kept.write_bytes(newer)
        kept.parent.with_name('pack-hashes').joinpath(kept.stem).write_text(hashlib.sha256(newer).hexdigest())
        self.assertNotIn(version, self.packs())
        self.assertTrue(any(f'rules-{version}.json' in fault for fault in self.left_out()))
        self.assertGreater(len(self.packs()), 0)

    def test_a_file_that_the_disk_spoilt_comes_again(self):
        path, version = corrected(self.folder)
        self.server.run('pack', 'publish', path)
        self.sync()
        kept = self.home / 'kentongan' / 'packs' / f'rules-{version}.json'
        for spoilt in (kept.read_bytes()[:500], kept.read_bytes().replace(b'Corrected', b'Corrupted')):
            kept.write_bytes(spoilt)
            self.assertNotIn(version, self.packs())
            self.assertTrue(any(f'{kept.name} was left out: it is not as it came' in why for why in self.left_out()))
            self.sync()
            self.assertEqual(kept.read_bytes(), path.read_bytes())
            self.assertEqual(self.left_out(), [])

    def test_a_pack_that_was_removed_comes_again(self):
        path, version = corrected(self.folder)
        self.server.run('pack', 'publish', path)
        self.sync()
        (self.home / 'kentongan' / 'packs' / f'rules-{version}.json').unlink()
        self.sync()
        self.assertEqual(self.received(), [f'rules-{version}.json'])

    def test_a_pack_of_tomorrow_waits_for_its_day(self):
        before = {version for version, pack in self.packs('gestures').items() if pack['standing'] == 'counts'}
        path, _ = corrected(self.folder, 'gestures', version=TOMORROW)
        self.server.run('pack', 'publish', path)
        self.sync()
        packs = self.packs('gestures')
        self.assertEqual(packs[TOMORROW]['standing'], 'waits')
        self.assertEqual(before, {version for version, pack in packs.items() if pack['standing'] == 'counts'})

    # --- by hand ---

    def test_a_pack_is_brought_by_hand_and_then_not_asked_for(self):
        path, version = corrected(self.folder)
        done = self.bring(path.read_bytes())
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f'Corrected ({version})', done.stdout)
        self.assertIn('here already', self.bring(path.read_bytes()).stdout)
        self.server.run('pack', 'publish', path)
        self.assertNotIn('Corrected', self.sync())

    def test_what_is_brought_before_its_day_says_from_when_it_holds(self):
        path, _ = corrected(self.folder, 'gestures', version=TOMORROW)
        self.assertIn('Will hold from', self.bring(path.read_bytes()).stdout)

    def test_what_is_not_there_is_not_brought(self):
        done = self.device.run('packs', 'import', self.folder / 'nowhere.json')
        self.assertEqual(done.returncode, 1)
        self.assertIn('nowhere.json: There is no such file. Nothing was changed.', done.stderr)

    def test_what_is_brought_and_is_no_pack_is_refused_with_its_sentence(self):
        whole = newest(PACKS, 'rules').read_bytes()
        path, version = corrected(self.folder, number=9)
        self.assertEqual(self.bring(path.read_bytes()).returncode, 0)
        pack = json.loads(path.read_text())
        table = [
            (b'', 'not a pack'), (b'Aturan', 'not a pack'), (whole[:len(whole) // 2], 'not a pack'),
            (b'\xff' + whole, 'not a pack'), (whole + b'\0', 'not a pack'), (b'[' * 100_000, 'not a pack'),
            (b' ' * (16 << 20) + whole, 'larger than 16 MiB'),
            (json.dumps(dict(pack, format=2)).encode(), 'needs a newer Kentongan'),
            (json.dumps(dict(pack, version='besok')).encode(), 'not a pack'),
            (json.dumps(dict(pack, pack='../rules')).encode(), 'not a pack'),
            (json.dumps(dict(pack, verified=True)).encode(), 'says something else'),
            (json.dumps(dict(pack, version=f'{version.split(".")[0]}.8')).encode(), 'A later correction'),
            (json.dumps(dict(pack, version=TOMORROW, violations=[dict(pack['violations'][0], **{
                'from': '2025-02-01', 'until': '2025-01-01'})])).encode(), pack['violations'][0]['code']),
        ]
        before = self.packs()
        for content, sentence in table:
            with self.subTest(content[:40], sentence=sentence):
                done = self.bring(content)
                self.assertEqual(done.returncode, 1)
                self.assertIn(sentence, done.stderr)
                self.assertIn('Nothing was changed.', done.stderr)
        self.assertEqual(self.received(), [f'rules-{version}.json'])
        self.assertEqual(self.packs(), before)


main()
