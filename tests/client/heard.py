# heard.py - all that a screen reader hears of an app, with one question
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A step in the tree is a journey to the app and back, and a window has a thousand. What the app keeps for screen readers
# (org.a11y.atspi.Cache) is asked once instead, and all nodes together for their children; a picture of the tree comes of
# it, in which one walks for nothing.
# What may have changed since is asked of the node itself: get_name, has_state.

import contextlib
import functools

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ROOT = '/org/a11y/atspi/accessible/root'
NOBODY = '/org/a11y/atspi/null'
ACCESSIBLE = 'org.a11y.atspi.Accessible'


@functools.cache
def name_role(role):
    return Atspi.role_get_name(Atspi.Role(role))


@functools.cache
def pack_index(index):
    return GLib.Variant('(i)', (index,))


class Node:
    """One thing that is heard, as it was when the picture was taken."""

    def __init__(self, app, item):
        (_, self.path), _, _, _, self.child_count, self.interfaces, self.name, role, _, self.states = item
        self.app = app
        self.role = name_role(role)
        self.child_paths = []
        self.children = []
        self.parent = None

    def __eq__(self, other):
        return isinstance(other, Node) and self.path == other.path

    def __hash__(self):
        return hash(self.path)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def had_state(self, state):
        return bool(self.states[int(state) // 32] >> int(state) % 32 & 1)

    def has_state(self, state):
        self.states, = self.ask(ACCESSIBLE, 'GetState')
        return self.had_state(state)

    def get_name(self):
        self.name = self._get(ACCESSIBLE, 'Name')
        return self.name

    def get_attributes(self):
        return self.ask(ACCESSIBLE, 'GetAttributes')[0]

    def can_act(self):
        return 'org.a11y.atspi.Action' in self.interfaces and self._get('org.a11y.atspi.Action', 'NActions') > 0

    def act(self):
        return self.ask('org.a11y.atspi.Action', 'DoAction', '(i)', 0)[0]

    def write(self, text):
        return self.ask('org.a11y.atspi.EditableText', 'SetTextContents', '(s)', text)[0]

    def read(self):
        return self.ask('org.a11y.atspi.Text', 'GetText', '(ii)', 0, self._get('org.a11y.atspi.Text', 'CharacterCount'))[0]

    def get_middle(self):
        """In its window."""
        x, y, width, height = self.ask('org.a11y.atspi.Component', 'GetExtents', '(u)', 1)[0]
        return x + width // 2, y + height // 2

    def _get(self, interface, name):
        return self.ask('org.freedesktop.DBus.Properties', 'Get', '(ss)', interface, name)[0]

    def ask(self, interface, method, signature='()', *arguments):
        return self.app.ask(self.path, interface, method, signature, *arguments)


class HeardApp:
    """The app that has a process number, on the bus of screen readers."""

    def __init__(self, bus, sender):
        self.bus = bus
        self.sender = sender

    def ask(self, path, interface, method, signature='()', *arguments):
        return ask(self.bus, self.sender, path, interface, method, signature, *arguments)

    def take_picture(self):
        """Gives the root of all that is heard now, and every node by its path. What the app keeps is more than what is heard:
        older versions of GTK also keep what is hidden. And it is less: newer ones keep what somebody has asked for."""
        nodes = {}
        while any(path not in nodes for node in nodes.values() for path in node.child_paths) or not nodes:
            items, = self.ask('/org/a11y/atspi/cache', 'org.a11y.atspi.Cache', 'GetItems')
            nodes = {item[0][1]: Node(self, item) for item in items}
            self._ask_for_children(nodes)
            nodes[ROOT].child_paths = [path for _, path in nodes[ROOT].ask(ACCESSIBLE, 'GetChildren')[0]]
        for node in nodes.values():
            node.children = [nodes[path] for path in node.child_paths]
            for child in node.children:
                child.parent = node
        return nodes[ROOT], nodes

    def _ask_for_children(self, nodes):
        """All are asked before the first has answered."""
        waiting = set()

        def answered_cb(bus, result, question):
            node, index = question
            waiting.discard(question)
            with contextlib.suppress(GLib.Error):  # it has gone
                (_, node.child_paths[index]), = bus.call_finish(result).unpack()

        for node in nodes.values():
            node.child_paths = [NOBODY] * node.child_count
            for index in range(node.child_count):
                waiting.add((node, index))
                self.bus.call(self.sender, node.path, ACCESSIBLE, 'GetChildAtIndex', pack_index(index), None,
                              Gio.DBusCallFlags.NONE, -1, None, answered_cb, (node, index))
        while waiting:
            GLib.MainContext.default().iteration(True)
        for node in nodes.values():
            node.child_paths = [path for path in node.child_paths if path != NOBODY]


def ask(bus, sender, path, interface, method, signature='()', *arguments):
    answer = bus.call_sync(sender, path, interface, method, GLib.Variant(signature, arguments), None, Gio.DBusCallFlags.NONE, -1, None)
    return answer.unpack()


def open_bus():
    """The bus that screen readers are on; it is started for whoever asks first."""
    address, = ask(Gio.bus_get_sync(Gio.BusType.SESSION), 'org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress')
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)


def find_app(bus, pid):
    """None as long as it is not there, or has no window."""
    for sender, path in ask(bus, 'org.a11y.atspi.Registry', ROOT, ACCESSIBLE, 'GetChildren')[0]:
        own_pid, = ask(bus, 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                       '(s)', sender)
        if own_pid == pid and ask(bus, sender, path, 'org.freedesktop.DBus.Properties', 'Get', '(ss)', ACCESSIBLE, 'ChildCount')[0] > 0:
            return HeardApp(bus, sender)
    return None
