# client.py - a device by docs/PROTOCOL.md alone: it enrols, files a report with a photo and believes only what is proven
#
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import datetime
import gzip
import hashlib
import http.client
import json
import secrets
import time
import uuid

from nacl.exceptions import CryptoError
from nacl.public import SealedBox
from nacl.signing import SigningKey, VerifyKey

CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
RANKS = ['officer', 'office', 'centre']
PROVEN = ['content-encoding', 'upload-offset', 'upload-complete', 'content-range']


class Refused(Exception):
    """Something is not what the protocol says."""


def require(holds, what):
    if not holds:
        raise Refused(what)


def encode(data):
    return base64.urlsafe_b64encode(data).decode().rstrip('=')


def decode(text):
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))


def hash_of(data):
    return hashlib.sha256(data).hexdigest()


def to_json(value):
    return json.dumps(value, separators=(',', ':'))


def check_signature(key, signature, data, what):
    try:
        VerifyKey(decode(key)).verify(data, decode(signature))
    except (CryptoError, ValueError):
        raise Refused(what) from None


def check_code(code, root, node):
    """The second half of a code says which root and which server it is for."""
    plain = ''.join(c for c in code.upper() if c.isascii() and c.isalnum()).translate(str.maketrans('OIL', '011'))
    number = int.from_bytes(hashlib.sha256(f'kentongan-node-1\n{root}\n{node}'.encode()).digest()[:10], 'big')
    half = ''.join(CROCKFORD[number >> shift & 31] for shift in range(75, -1, -5))
    require(len(plain) == 32 and plain[16:] == half, 'the code is for another server')


class Client:
    def __init__(self, address, photo):
        self.address = address
        self.key = SigningKey.generate()
        self.name = encode(bytes(self.key.verify_key))
        self.photo = photo
        self.life = None
        self.book = []       # own events in their envelopes
        self.n_received = 0  # how many of them have a receipt

    def carry(self, method, target, fields, content=b'', until=None):
        """One request on a connection of its own, which breaks after `until` bytes of the content, if that is said."""
        connection = http.client.HTTPConnection(self.address, timeout=60)
        try:
            connection.putrequest(method, target, skip_accept_encoding=True)
            for name, value in fields.items():
                connection.putheader(name, value)
            connection.endheaders(content[:until])
            if until is not None:
                return None
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def ask(self, method, path, fields, content=b'', until=None):
        """One signed request: status, head and content of its answer, which is proven."""
        keyid = self.name if path == '/v1/enrol' else self.name[:16]
        parts = {'@method': method, '@path': path, **fields}
        covered = ' '.join(f'"{name}"' for name in parts)
        parts['@signature-params'] = (f'({covered});created={int(time.time())};nonce="{secrets.token_urlsafe(6)}"'
                                      f';keyid="{keyid}";tag="{self.server[:16]}"')
        base = '\n'.join(f'"{name}": {value}' for name, value in parts.items())
        signature = base64.b64encode(self.key.sign(base.encode()).signature).decode()
        proofs = {'signature-input': 'ktg=' + parts['@signature-params'], 'signature': f'ktg=:{signature}:'}
        answer = self.carry(method, path, {**fields, **proofs}, content, until)
        return answer and self.check_proof(self.server, keyid, signature, *answer)

    def check_proof(self, key, keyid, signature, status, head, content):
        said = ['kentongan-proof-2', keyid, signature, str(status), *(head.get(name, '') for name in PROVEN), hash_of(content)]
        check_signature(key, head.get('kentongan-proof', ''), '\n'.join(said).encode(), 'the answer is not proven')
        return status, head, gzip.decompress(content) if head.get('content-encoding') == 'gzip' else content

    def post(self, path, message):
        content = to_json(message).encode()
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        fields = {'content-digest': f'sha-256=:{digest}:', 'content-length': str(len(content))}
        status, _, answer = self.ask('POST', path, fields, content)
        require(status == 200, f'{path}: {status} {answer}')
        return json.loads(answer)

    def enrol(self, code):
        nonce = secrets.token_urlsafe(16)
        status, head, content = self.carry('GET', f'/v1/node?nonce={nonce}', {})
        require(status == 200, f'no server: {status}')
        node = json.loads(content)
        self.check_proof(node['key'], '', nonce, status, head, content)
        check_code(code, node['root'], node['key'])
        self.server, self.root = node['key'], node['root']
        secret = to_json({'code': code, 'device': self.name, 'name': 'A client by the page', 'nonce': nonce}).encode()
        box = SealedBox(VerifyKey(decode(self.server)).to_curve25519_public_key())
        self.check_account(self.post('/v1/enrol', {'sealed': encode(box.encrypt(secret))}))

    def check_account(self, account):
        """The root says that this is a server, and the server says who this device is."""
        require((account['root'], account['server_key']) == (self.root, self.server), 'the account is of another root')
        server = device = None
        for envelope in account['chain']:
            event = json.loads(envelope['bytes'])
            check_signature(event['author'], envelope['sig'], envelope['bytes'].encode(), 'a link is not by its author')
            require(not event['type'].endswith('.revoked'), 'somebody was revoked')
            if (event['type'], event['author'], event['body'].get('node')) == ('node.admitted', self.root, self.server):
                server = event['body']
            if (event['type'], event['author'], event['body'].get('device')) == ('device.admitted', self.server, self.name):
                device = event['body']
        require(server and server['kind'] == 'centre', 'the root does not know this server')
        require(device and all(account[key] == device[key] for key in ('device', 'officer', 'role', 'region')),
                'the server does not say who this is')
        require(RANKS.index(device['role']) <= RANKS.index(server['may_admit']), 'the server may not admit to this role')
        require(server['scope'] == '' or f'{device["region"]}.'.startswith(f'{server["scope"]}.'), 'the region is outside')

    def file_report(self, words):
        """Writes the next event of this device's book; returns the report's id."""
        now = datetime.datetime.now().astimezone().isoformat(timespec='seconds')
        event = {'v': 1, 'type': 'report.filed', 'report': str(uuid.uuid4()), 'author': self.name, 'seq': len(self.book) + 1}
        if self.book:
            event['prev'] = hash_of(self.book[-1]['bytes'].encode())
        event['at'] = {'wall': now, 'boot_ms': int(time.monotonic() * 1000)}
        event['body'] = {'kind': 'lhp', 'times': {'filed': now}, 'account': words, 'evidence': [
            {'sha256': hash_of(self.photo), 'bytes': len(self.photo), 'media_type': 'image/jpeg', 'original_name': 'photo.jpg'}]}
        text = to_json(event)
        self.book.append({'bytes': text, 'sig': encode(self.key.sign(text.encode()).signature)})
        return event['report']

    def exchange(self, files=()):
        """Sends the events that wait; returns what is missing of their files and of `files`, and what there are receipts for."""
        waiting = self.book[self.n_received:]
        message = {'life': self.life, 'holds': self.n_received, 'events': waiting, 'files': list(files)}
        answer = self.post('/v1/exchange', {key: value for key, value in message.items() if value})
        self.life = answer.get('life', self.life)
        envelopes = answer.get('receipts', []) + ([self.build_receipt(answer, waiting)] if 'receipt' in answer else [])
        receipts = [self.check_receipt(envelope) for envelope in envelopes]
        received = {event['id'] for receipt in receipts for event in receipt['events']}
        require(received == {hash_of(event['bytes'].encode()) for event in waiting}, f'not received: {answer.get("refused")}')
        self.n_received = len(self.book)
        return answer.get('missing', []), [file for receipt in receipts for file in receipt['files']]

    def build_receipt(self, answer, sent):
        """A short receipt has the numbers alone; who sent the events knows all the rest."""
        events, rest, runs = [], iter(sent), iter(answer['receipt']['indexes'])
        for index, count in zip(runs, runs):
            row = [hash_of(next(rest)['bytes'].encode()) for _ in range(count)]
            events += [{'id': name, 'index': index + i} for i, name in enumerate(row) if index != 0]
        whole = {'v': 1, 'type': 'receipt', 'node': self.server, 'device': self.name, 'holder': 'centre', 'life': self.life,
                 'at': answer['now'], 'events': events, 'files': []}
        return {'bytes': to_json(whole), 'sig': answer['receipt']['sig']}

    def check_receipt(self, envelope):
        check_signature(self.server, envelope['sig'], envelope['bytes'].encode(), 'the receipt is not by the server')
        receipt = json.loads(envelope['bytes'])
        said = [receipt[key] for key in ('type', 'node', 'device', 'holder', 'life')]
        require(said == ['receipt', self.server, self.name, 'centre', self.life], 'the receipt is for something else')
        return receipt

    def get_offset(self):
        status, head, _ = self.ask('HEAD', f'/v1/files/{hash_of(self.photo)[:24]}', {})
        require(status == 200, f'the place to go on: {status}')
        return int(head['upload-offset'])

    def send_photo(self, offset, until=None):
        """The photo from `offset` on; returns the files there is a receipt for, and nothing where the connection broke."""
        content = self.photo[offset:]
        fields = {'content-length': str(len(content)), **({'upload-offset': str(offset)} if offset else {})}
        answer = self.ask('PATCH', f'/v1/files/{hash_of(self.photo)[:24]}', fields, content, until)
        if answer:
            require(answer[0] == 200, f'the photo: {answer[0]} {answer[2]}')
            return [file for envelope in json.loads(answer[2])['receipts'] for file in self.check_receipt(envelope)['files']]
