# test-protocol.py - a client that was written from docs/PROTOCOL.md alone delivers, and is not deceived
#
# SPDX-License-Identifier: GPL-3.0-or-later

import gzip
import hashlib
import json
import os
import re
import secrets
import sys

from nacl.public import SealedBox
from nacl.signing import SigningKey, VerifyKey

sys.path.insert(0, os.path.join(os.environ['KTG_SOURCE_DIR'], 'tests', 'support'))

from client import PROVEN, Client, Refused, decode, encode, hash_of, to_json  # noqa: E402
from processes import SOURCE, WorldCase, main, wait_until  # noqa: E402

CLIENT = SOURCE / 'tests' / 'protocol' / 'client.py'
PHOTO = os.urandom(300_000)
WORDS = [line for line in (SOURCE / 'data' / 'words' / 'six-words.txt').read_text().splitlines() if not line.startswith('#')]


class DeceivedClient(Client):
    """One that hears each answer as `change` makes it, with a proof by `prover`: as if its server lied, or another one spoke."""

    def __init__(self, address, photo, prover, change):
        super().__init__(address, photo)
        self.prover = prover
        self.change = change

    def carry(self, method, target, fields, content=b'', until=None):
        status, head, content = super().carry(method, target, fields, content, until)
        if head.pop('content-encoding', None) == 'gzip':
            content = gzip.decompress(content)
        content = json.dumps(self.change(target, json.loads(content))).encode()
        keyid = re.search('keyid="([^"]*)"|$', fields.get('signature-input', '')).group(1) or ''
        signature = fields['signature'][5:-1] if 'signature' in fields else target.partition('nonce=')[2]
        said = ['kentongan-proof-2', keyid, signature, str(status), *(head.get(name, '') for name in PROVEN), hash_of(content)]
        head['kentongan-proof'] = encode(self.prover.sign('\n'.join(said).encode()).signature)
        return status, head, content


class Office(Client):
    """One that is to be more than an officer, and waits for a person."""

    def check_account(self, account):
        self.is_pending = account.get('pending', False)
        if not self.is_pending:
            super().check_account(account)

    def ask_again(self):
        secret = to_json({'device': self.name, 'nonce': secrets.token_urlsafe(16)}).encode()
        box = SealedBox(VerifyKey(decode(self.server)).to_curve25519_public_key())
        self.check_account(self.post('/v1/enrol', {'sealed': encode(box.encrypt(secret))}))

    def find_words(self):
        keys = f'kentongan-words-1\n{self.root}\n{self.server}\n{self.name}'
        number = int.from_bytes(hashlib.sha256(keys.encode()).digest(), 'big')
        return [WORDS[number >> shift & 2047] for shift in range(256 - 11, 256 - 7 * 11, -11)]


def change_byte(text):
    """The last digit of a text is another one."""
    place = max(re.finditer('[0-9]', text), key=lambda match: match.start()).start()
    return text[:place] + str(9 - int(text[place])) + text[place + 1:]


def sign_again(key, envelope):
    """The same event, by another author."""
    event = dict(json.loads(envelope['bytes']), author=encode(bytes(key.verify_key)))
    text = json.dumps(event)
    return {'bytes': text, 'sig': encode(key.sign(text.encode()).signature)}


def add_up(brought, start):
    """Of what was brought, {author: {seq: id}}, by those whose keys begin so."""
    ids = [name for author, events in brought.items() if author.startswith(start) for name in events.values()]
    return f'{sum(int(name[:12], 16) for name in ids) % 2 ** 48:012x}'


def divide(brought, start):
    authors = [author for author in brought if author.startswith(start)]
    return authors if len(authors) < 2 else sorted({author[:len(os.path.commonprefix(authors)) + 1] for author in authors})


def find_lost(carrier, brought):
    """What the server does not have of it, {author: [seq]}, and how many questions that took."""
    waiting, lost, questions = [''], {}, 0
    while waiting:
        answer = carrier.post('/v1/exchange', {'level': [{'of': start, 'sum': add_up(brought, start)} for start in sorted(waiting)]})
        waiting, questions = [], questions + 1
        for gap in answer.get('level', []):
            if len(gap['of']) < 43:
                waiting += divide(brought, gap['of'])
                continue
            runs = list(zip(gap.get('has', [])[::2], gap.get('has', [])[1::2]))
            lost[gap['of']] = [seq for seq in brought[gap['of']] if not any(first <= seq < first + n for first, n in runs)]
    return lost, questions


class Protocol(WorldCase):
    def setUp(self):
        super().setUp()
        self.server.start()
        self.address = f'127.0.0.1:{self.server.port}'
        self.server_key = SigningKey((self.server.data / 'server.key').read_bytes())
        self.stranger = SigningKey.generate()

    def deceive(self, change=lambda target, answer: answer, prover=None):
        return DeceivedClient(self.address, PHOTO, prover or self.server_key, change)

    def play(self, client):
        """Everything but the interruption."""
        client.enrol(self.server.code())
        client.file_report('Seorang lurah berfoto bersama calon.')
        client.exchange()
        client.send_photo(0)

    def test_a_report_and_its_photo_arrive_over_a_break(self):
        client = Client(self.address, PHOTO)
        client.enrol(self.server.code())
        report = client.file_report('Seorang lurah berfoto bersama calon.')
        photo = hash_of(PHOTO)
        self.assertEqual(client.exchange(), ([{'sha256': photo, 'offset': 0}], []))
        self.assertIsNone(client.send_photo(0, until=120_000))
        wait_until(lambda: [file.stat().st_size for file in self.server.data.glob('partial/*')] == [120_000], what='the first piece')
        self.assertEqual(client.get_offset(), 120_000)
        receipt = {'sha256': photo, 'bytes': len(PHOTO), 'index': 1}
        self.assertEqual(client.send_photo(120_000), [receipt])
        self.assertEqual(client.exchange([photo]), ([], [receipt]))

        held, = self.server.list()
        self.assertEqual((held['report'], held['state'], held['events']), (report, 'complete', 1))
        self.assertEqual([(file['sha256'], file['bytes'], file['complete']) for file in held['files']], [(photo, len(PHOTO), True)])
        self.assertIn('1 events and 1 files checked, 0 wrong', self.server.run('verify'))

    def test_what_another_carries_comes_home_with_its_authors_receipts(self):
        author, carrier = (Client(self.address, PHOTO) for _ in range(2))
        for client in (author, carrier):
            client.enrol(self.server.code())
        author.file_report('Seorang lurah berfoto bersama calon.')
        answer = carrier.post('/v1/exchange', {'carry': author.book})
        author.life = answer['life']
        event, = author.check_receipt(*answer['receipts'])['events']
        self.assertEqual(event, {'id': hash_of(author.book[0]['bytes'].encode()), 'index': 1})
        self.assertEqual(answer['missing'], [{'sha256': hash_of(PHOTO), 'offset': 0}])

        fields = {'content-length': str(len(PHOTO))}
        _, _, content = carrier.ask('PATCH', f'/v1/files/{hash_of(PHOTO)[:24]}', fields, PHOTO)
        own, authors = json.loads(content)['receipts']
        carrier.life = author.life
        self.assertEqual(carrier.check_receipt(own)['files'][0]['sha256'], hash_of(PHOTO))
        self.assertEqual(author.check_receipt(authors)['files'], [{'sha256': hash_of(PHOTO), 'bytes': len(PHOTO), 'index': 2}])

    def test_a_carrier_finds_what_is_not_there_any_more(self):
        *authors, carrier = (Client(self.address, PHOTO) for _ in range(9))
        for client in (*authors, carrier):
            client.enrol(self.server.code())
        for author in authors:
            author.file_report('Seorang lurah berfoto bersama calon.')
            author.file_report('Spanduk di balai desa.')
        carrier.post('/v1/exchange', {'carry': [event for author in authors for event in author.book]})
        brought = {author.name: {seq: hash_of(event['bytes'].encode()) for seq, event in enumerate(author.book, 1)} for author in authors}
        self.assertEqual(find_lost(carrier, brought), ({}, 1))

        brought[authors[3].name][3] = hash_of(b'what the server lost')
        lost, questions = find_lost(carrier, brought)
        self.assertEqual(lost, {authors[3].name: [3]})
        self.assertLessEqual(questions, 4)
        # who brought none of it hears of none of it
        self.assertEqual(find_lost(authors[0], brought)[0], {author: list(events) for author, events in brought.items()})

    def test_an_office_waits_until_its_words_were_heard_and_admits_those_below_it(self):
        office, officer = Office(self.address, PHOTO), Client(self.address, PHOTO)
        office.enrol(self.server.code(role='office', region='34.71'))
        self.assertTrue(office.is_pending)
        with self.assertRaisesRegex(Refused, '403.*pending'):
            office.exchange()
        self.server.run('confirm', '1', *office.find_words())
        office.ask_again()
        self.assertFalse(office.is_pending)
        office.exchange()

        made = office.post('/v1/admit', {'name': 'Siti', 'role': 'officer', 'region': '34.71.04'})
        officer.enrol(made['code'])
        _, _, content = office.ask('GET', '/v1/admitted/devices-0', {})
        line, = json.loads(content)['devices']
        self.assertEqual([line[key] for key in ('device', 'role', 'region', 'pending')], [officer.name, 'officer', '34.71.04', False])
        self.assertEqual(office.post('/v1/revoke', {'device': officer.name}), {})
        with self.assertRaisesRegex(Refused, '403.*revoked'):
            officer.exchange()

    def test_a_receipt_with_a_changed_byte_is_refused(self):
        def change_short(target, answer):
            if 'receipt' in answer:
                answer['receipt']['indexes'][0] += 1
            return answer

        def change_signature(target, answer):
            if 'receipt' in answer:
                answer['receipt']['sig'] = change_byte(answer['receipt']['sig'])
            return answer

        def change_whole(target, answer):
            for receipt in answer['receipts'] if target.startswith('/v1/files/') else []:
                receipt['bytes'] = change_byte(receipt['bytes'])
            return answer

        self.play(self.deceive())
        for change in (change_short, change_signature, change_whole):
            with self.subTest(change.__name__), self.assertRaisesRegex(Refused, 'the receipt is not by the server'):
                self.play(self.deceive(change))

    def test_a_proof_by_another_key_is_refused(self):
        with self.assertRaisesRegex(Refused, 'not proven'):
            self.play(self.deceive(prover=self.stranger))
        client = self.deceive()
        client.enrol(self.server.code())
        client.file_report('Seorang lurah berfoto bersama calon.')
        client.prover = self.stranger
        for ask in (client.exchange, lambda: client.send_photo(0)):
            with self.assertRaisesRegex(Refused, 'not proven'):
                ask()

    def test_a_chain_by_another_root_is_refused(self):
        root = encode(bytes(self.stranger.verify_key))

        def change_node(target, answer):
            return dict(answer, root=root) if target.startswith('/v1/node') else answer

        def change_account(target, answer):
            return dict(answer, root=root) if target == '/v1/enrol' else answer

        def change_chain(target, answer):
            if target == '/v1/enrol':
                answer['chain'][0] = sign_again(self.stranger, answer['chain'][0])
            return answer

        def change_author(target, answer):
            if target == '/v1/enrol':
                answer['chain'][0]['sig'] = sign_again(self.stranger, answer['chain'][0])['sig']
            return answer

        for change, words in ((change_node, 'for another server'), (change_account, 'of another root'),
                              (change_chain, 'does not know this server'), (change_author, 'not by its author')):
            with self.subTest(change.__name__), self.assertRaisesRegex(Refused, words):
                self.deceive(change).enrol(self.server.code())

    def test_the_client_is_small_and_rests_on_nothing_of_here(self):
        lines = CLIENT.read_text().splitlines()
        self.assertLessEqual(len(lines), 200)
        imported = {line.split()[1].split('.')[0] for line in lines if re.match('(import|from) ', line)}
        self.assertEqual(imported - sys.stdlib_module_names, {'nacl'})


if __name__ == '__main__':
    main()
