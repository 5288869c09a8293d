# test-packs.py - packs that a server publishes, and those that it refuses
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test-packs.py SERVER PACKS; prints TAP.

import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'support'))

from packs import newest, read_newest  # noqa: E402

SERVER, PACKS = sys.argv[1], pathlib.Path(sys.argv[2])
HANG_S = 60
TINY = b'{"format":1,"pack":"gestures","version":"2027-01-01"}'
ENVIRONMENT = dict(os.environ, KENTONGAN_PACKS=str(PACKS))
CODE = ['code', '--name', 'Siti', '--role', 'officer', '--region', '34.71']


def words_for(folder, words):
    return [SERVER, '--data', f'{folder}/data', *map(str, words)]


def ask(folder, *words, status=0):
    done = subprocess.run(words_for(folder, words), capture_output=True, text=True, timeout=HANG_S, env=ENVIRONMENT)
    assert done.returncode == status, (words, done.returncode, done.stdout, done.stderr)
    return done.stdout if status == 0 else done.stderr


@contextlib.contextmanager
def served(folder, packs=PACKS):
    server = subprocess.Popen(words_for(folder, ['serve', '--listen', f'unix:{folder}/http.sock', '--packs', str(packs)]),
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert server.stdout.readline().startswith(b'listening on')
        yield server
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(HANG_S) == 0
        server.stdout.close()


def changed(folder, name, **keys):
    """The newest pack of that name, with other values for some keys; the file's own name says nothing."""
    pack = read_newest(PACKS, name)
    pack.update(keys)
    path = pathlib.Path(folder) / 'offered.json'
    path.write_text(json.dumps({key: value for key, value in pack.items() if value is not None}))
    return path


def listed(folder, name):
    return {(pack['version'], pack['published']) for pack in json.loads(ask(folder, 'pack', 'list', '--json'))
            if pack['name'] == name}


def what_is_published_is_handed_out(folder):
    said = ask(folder, 'pack', 'publish', changed(folder, 'gestures', version='2030-01-01'))
    assert said.startswith('gestures 2030-01-01 is handed out from now on'), said
    assert ('2030-01-01', True) in listed(folder, 'gestures'), listed(folder, 'gestures')
    assert 'verb pack' in ask(folder, 'audit')
    names = [path.name for path in pathlib.Path(f'{folder}/data/packs').iterdir()]
    assert names == ['gestures-2030-01-01.json'], names


def the_same_again_changes_nothing(folder):
    path = changed(folder, 'gestures', version='2030-01-01')
    ask(folder, 'pack', 'publish', path)
    ask(folder, 'pack', 'publish', path)
    assert {version for version, published in listed(folder, 'gestures') if published} == {'2030-01-01'}


def a_correction_takes_the_place_of_what_it_corrects(folder):
    ask(folder, 'pack', 'publish', changed(folder, 'rules', version='2030-01-01'))
    ask(folder, 'pack', 'publish', changed(folder, 'rules', version='2030-01-01.2'))
    versions = {version for version, published in listed(folder, 'rules') if published}
    assert versions == {'2030-01-01.2'}, versions
    assert len(listed(folder, 'rules')) > 1  # older days keep theirs


def handed_out(folder):
    return {path.name: path.read_bytes() for path in (pathlib.Path(folder) / 'data' / 'packs').glob('*')}


def refused(folder, path, because):
    before = handed_out(folder)
    done = subprocess.run(words_for(folder, ['pack', 'publish', path]), capture_output=True, text=True, timeout=HANG_S,
                          env=ENVIRONMENT)
    assert done.returncode == 1, done
    assert because in done.stderr, (because, done.stderr)
    assert handed_out(folder) == before


def written(folder, content):
    path = pathlib.Path(folder) / 'offered.json'
    path.write_bytes(content)
    return path


def what_is_no_pack_is_refused_with_a_reason(folder):
    whole = newest(PACKS, 'rules').read_bytes()
    refused(folder, written(folder, b''), '')
    refused(folder, written(folder, b'Aturan'), f'{folder}/offered.json is no pack: line 1, column 1: expected a value')
    refused(folder, written(folder, whole[:len(whole) // 2]), 'line')
    refused(folder, written(folder, b'\xff\xfe' + whole), 'not text in UTF-8')
    refused(folder, written(folder, whole + b'\0'), 'not text in UTF-8')
    refused(folder, written(folder, b' ' * (1 << 20) + whole), 'larger than 1 MiB')
    refused(folder, pathlib.Path(folder) / 'nowhere.json', 'No such file')
    refused(folder, changed(folder, 'rules', format=2), 'install the newest kentongan-server')
    refused(folder, changed(folder, 'rules', version='soon'), 'version')
    refused(folder, changed(folder, 'rules', version='2022-09-22.1'), 'version')
    refused(folder, changed(folder, 'rules', violations=[{'code': 'KE-01'}], version='2030-01-01'), 'violations[0]')
    refused(folder, changed(folder, 'form_a_pemilu', version='2030-01', fields=[
        {'code': 'x', 'name': {'id': 'x', 'en': 'x'}, 'type': 'choice', 'list': 'nowhere',
         'section': read_newest(PACKS, 'form_a_pemilu')['sections'][0]['code']}]), 'nowhere')


def what_means_nothing_is_refused_by_its_name(folder):
    """A slip here would end the clock of reports on every device, and nothing would say so."""
    terms = read_newest(PACKS, 'forms')['terms']
    for key, slip in (('regime', 'kerajaan'), ('day_kind', 'moon'), ('starts', 'knwon'), ('duty', 'nobody')):
        refused(folder, changed(folder, 'forms', version='2030-01-01', terms=terms + [dict(terms[0], code='x', **{key: slip})]),
                f'terms[{len(terms)}].{key}: must be one of: ')
    elections = read_newest(PACKS, 'calendar')['elections']
    refused(folder, changed(folder, 'calendar', version='2030-01-01', elections=[dict(one, regime='Pilkada') for one in elections]),
            'elections[0].regime: must be one of: pemilu, pilkada')
    for name in sorted({json.loads(path.read_text()).get('form', json.loads(path.read_text())['pack'])
                        for path in PACKS.glob('*.json')}):
        ask(folder, 'pack', 'publish', changed(folder, name, version='2030-01-01'))


def what_takes_away_what_counts_is_refused(folder):
    refused(folder, changed(folder, 'forms', version='2030-01-01', terms=[]), 'all terms of forms')
    refused(folder, changed(folder, 'forms', version='2030-01-01', terms=None), 'all terms of forms')
    years = read_newest(PACKS, 'holidays')['years']
    refused(folder, changed(folder, 'holidays', version='2030-01-01', years=years[1:]), f'years: {years[0]["year"]} of holidays')
    zones = read_newest(PACKS, 'places')['zones']
    fewer = [dict(zones[0], regions=zones[0]['regions'][1:])] + zones[1:]
    refused(folder, changed(folder, 'places', version='2030-01-01', zones=fewer), f'zones: {zones[0]["regions"][0]} of places')
    moved = [dict(zones[0], regions=zones[0]['regions'][1:]), dict(zones[1], regions=zones[1]['regions'] + zones[0]['regions'][:1])]
    ask(folder, 'pack', 'publish', changed(folder, 'places', version='2030-01-01', zones=moved + zones[2:]))


def what_is_handed_out_is_never_changed(folder):
    ask(folder, 'pack', 'publish', changed(folder, 'gestures', version='2030-01-01'))
    refused(folder, changed(folder, 'gestures', version='2030-01-01', verified=True), 'the next number')
    ask(folder, 'pack', 'publish', changed(folder, 'gestures', version='2030-01-01.3'))
    refused(folder, changed(folder, 'gestures', version='2030-01-01.2'), 'a later correction is handed out already')


def what_was_published_and_says_something_else_is_left_out(folder):
    packs = pathlib.Path(folder) / 'installed'
    shutil.copytree(PACKS, packs)
    with served(folder, packs):
        before = listed(folder, 'gestures')
    file = newest(packs, 'gestures')
    pack = json.loads(file.read_text())
    file.write_text(json.dumps(pack | {'note': {'id': 'lain', 'en': 'other'}}))
    with served(folder, packs):
        assert pack['version'] not in {version for version, _ in listed(folder, 'gestures')}, listed(folder, 'gestures')
        refused(folder, file, 'the next number')
        ask(folder, 'pack', 'publish', changed(folder, 'gestures', version=pack['version'].split('.')[0] + '.77'))
    shutil.copy(newest(PACKS, 'gestures'), file)
    with served(folder, packs):
        assert (pack['version'], False) not in listed(folder, 'gestures')  # there is a correction now
    assert (pack['version'], False) in before, before


def verify(folder):
    done = subprocess.run(words_for(folder, ['verify']), capture_output=True, text=True, timeout=HANG_S, env=ENVIRONMENT)
    return done.returncode, done.stdout


def a_published_file_that_was_altered_is_named_and_mended_by_publishing_it_again(folder):
    path = changed(folder, 'gestures', version='2030-01-01')
    ask(folder, 'pack', 'publish', path)
    file = pathlib.Path(f'{folder}/data/packs/gestures-2030-01-01.json')
    whole = file.read_text()
    for spoilt, named in ((whole.replace('}', '} ', 1), 'not what was published'),
                          (whole[:99], 'no pack of that name'), (whole.replace('2030-01-01', '2030-01-02'), 'no pack of that name')):
        file.write_text(spoilt)
        status, said = verify(folder)
        assert status == 1 and f'pack {file.name}: it is {named}' in said and 'publish it again' in said, said
        ask(folder, 'pack', 'publish', path)
        assert verify(folder)[0] == 0 and file.read_text() == whole
        with served(folder):
            file.write_text(spoilt)
            status, said = verify(folder)
            assert status == 1 and file.name in said and said.splitlines()[-1].endswith(' 1 wrong'), said
            ask(folder, 'pack', 'publish', path)
            assert verify(folder)[0] == 0 and file.read_text() == whole


def a_running_server_hands_it_out_at_once(folder):
    with served(folder):
        what_is_published_is_handed_out(folder)
        what_is_no_pack_is_refused_with_a_reason(folder)
    with served(folder):
        assert {version for version, published in listed(folder, 'gestures') if published} == {'2030-01-01'}


def what_becomes_of_an_installed_file_does_not_stop_the_server(folder):
    packs = pathlib.Path(folder) / 'installed'
    shutil.copytree(PACKS, packs)
    with served(folder, packs):
        for path in packs.iterdir():
            os.truncate(path, 0)
        what_is_published_is_handed_out(folder)


def what_gzip_makes_no_shorter_is_handed_out_whole(folder):
    ask(folder, 'pack', 'publish', written(folder, TINY))
    shelved = [pack for pack in json.loads(ask(folder, 'pack', 'list', '--json')) if pack['version'] == '2027-01-01']
    assert shelved[0]['packed'] > 20 and shelved[0]['bytes'] == len(TINY), shelved


def only_a_file_is_read_and_no_more_of_it_than_a_pack_may_have(folder):
    pipe = pathlib.Path(folder) / 'pipe'
    os.mkfifo(pipe)
    endless = pathlib.Path(folder) / 'endless.json'
    with open(endless, 'wb') as sparse:
        sparse.truncate(1 << 40)
    refused(folder, '/dev/zero', 'No such device')
    refused(folder, pipe, 'No such device')
    refused(folder, folder, 'Is a directory')
    refused(folder, endless, 'larger than 1 MiB')


def a_form_and_its_lists_must_hold_together_on_the_day(folder):
    forms = read_newest(PACKS, 'forms')
    fewer = [one for one in forms['lists'] if one['code'] != 'impacts']
    refused(folder, changed(folder, 'forms', version='2026-01-01', lists=fewer), 'to choose in the list impacts')
    later = forms['lists'] + [dict(forms['lists'][0], code='later')]
    ask(folder, 'pack', 'publish', changed(folder, 'forms', version='2099-01-01', lists=later))
    field = {'code': 'x', 'name': {'id': 'x', 'en': 'x'}, 'type': 'choice', 'list': 'later',
             'section': read_newest(PACKS, 'form_a_pemilu')['sections'][0]['code']}
    refused(folder, changed(folder, 'form_a_pemilu', version='2026-01', fields=[field]), 'to choose in the list later')
    ask(folder, 'pack', 'publish', changed(folder, 'form_a_pemilu', version='2099-01', fields=[field]))


def no_more_are_handed_out_than_a_device_takes(folder):
    handed_out = len(json.loads(ask(folder, 'pack', 'list', '--json')))
    for number in range(64 - handed_out):
        ask(folder, 'pack', 'publish', changed(folder, 'gestures', version=f'2030-01-{number + 1:02}' if number < 31 else f'2030-02-{number - 30:02}'))
    refused(folder, changed(folder, 'gestures', version='2031-01-01'), 'devices take no more')
    ask(folder, 'pack', 'publish', changed(folder, 'gestures', version='2030-01-01.2'))


def a_backup_has_what_was_published(folder):
    ask(folder, 'pack', 'publish', changed(folder, 'gestures', version='2030-01-01'))
    ask(folder, 'backup', f'{folder}/kept')
    kept = pathlib.Path(f'{folder}/kept/packs/gestures-2030-01-01.json').read_bytes()
    assert kept == pathlib.Path(f'{folder}/data/packs/gestures-2030-01-01.json').read_bytes()


def what_lies_in_the_folder_and_is_no_pack_is_left_out(folder):
    ask(folder, 'pack', 'publish', changed(folder, 'gestures', version='2030-01-01'))
    place = pathlib.Path(f'{folder}/data/packs')
    (place / 'rules-2031-01-01.json').write_text('{"format":1,"pack":"rules","vers')
    (place / 'coming').write_text('half')  # as a sudden end leaves it
    assert {version for version, published in listed(folder, 'gestures') if published} == {'2030-01-01'}
    assert not [version for version, published in listed(folder, 'rules') if published]
    assert not (place / 'coming').exists()


def what_somebody_laid_into_the_folder_is_left_out_until_it_is_published(folder):
    path = changed(folder, 'gestures', version='2030-01-01')
    place = pathlib.Path(f'{folder}/data/packs')
    place.mkdir()
    shutil.copy(path, place / 'gestures-2030-01-01.json')
    for _ in range(2):
        with served(folder):
            assert '2030-01-01' not in {version for version, _ in listed(folder, 'gestures')}
    status, said = verify(folder)
    assert status == 0 and 'gestures-2030-01-01.json: nobody published it' in said, said
    ask(folder, 'pack', 'publish', path)
    with served(folder):
        assert ('2030-01-01', True) in listed(folder, 'gestures')


def words_that_make_no_sense_are_told(folder):
    for words in ([], ['publish'], ['list', 'all'], ['take', 'x'], ['publish', 'a', 'b']):
        assert 'Usage' in ask(folder, 'pack', *words, status=2), words


def main():
    tests = [what_is_published_is_handed_out, the_same_again_changes_nothing,
             a_correction_takes_the_place_of_what_it_corrects, what_is_no_pack_is_refused_with_a_reason,
             what_means_nothing_is_refused_by_its_name, what_takes_away_what_counts_is_refused,
             what_is_handed_out_is_never_changed, what_was_published_and_says_something_else_is_left_out,
             a_published_file_that_was_altered_is_named_and_mended_by_publishing_it_again,
             a_running_server_hands_it_out_at_once,
             what_becomes_of_an_installed_file_does_not_stop_the_server,
             what_gzip_makes_no_shorter_is_handed_out_whole,
             only_a_file_is_read_and_no_more_of_it_than_a_pack_may_have,
             a_form_and_its_lists_must_hold_together_on_the_day, no_more_are_handed_out_than_a_device_takes,
             a_backup_has_what_was_published,
             what_lies_in_the_folder_and_is_no_pack_is_left_out,
             what_somebody_laid_into_the_folder_is_left_out_until_it_is_published, words_that_make_no_sense_are_told]
    print(f'1..{len(tests)}')
    failed = 0
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace('_', ' ')
        with tempfile.TemporaryDirectory(prefix='ktg-') as folder:
            try:
                ask(folder, *CODE)
                test(folder)
                print(f'ok {number} - {name}')
            except (AssertionError, OSError, subprocess.TimeoutExpired) as error:
                failed += 1
                print(f'not ok {number} - {name}\n# {type(error).__name__}: {error}')
    return 1 if failed else 0


sys.exit(main())
