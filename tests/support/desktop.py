# desktop.py - what of a desktop an app speaks to: who shows notifications, and who lets it go on without a window
#
# SPDX-License-Identifier: GPL-3.0-or-later

import threading

from gi.repository import Gio, GLib

NOTIFICATIONS = 'org.freedesktop.Notifications'
PORTAL = 'org.freedesktop.portal.Desktop'
TITLE, BODY, ACTIONS = 3, 4, 5

NODES = {
    NOTIFICATIONS: ('/org/freedesktop/Notifications', f'''<node><interface name="{NOTIFICATIONS}">
      <method name="Notify">
        <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
        <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
        <arg type="a{{sv}}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
      </method>
      <method name="CloseNotification"><arg type="u" direction="in"/></method>
      <method name="GetCapabilities"><arg type="as" direction="out"/></method>
      <method name="GetServerInformation">
        <arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
        <arg type="s" direction="out"/>
      </method>
      <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
    </interface></node>'''),
    PORTAL: ('/org/freedesktop/portal/desktop', '''<node><interface name="org.freedesktop.portal.Background">
      <method name="RequestBackground">
        <arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
      </method>
    </interface></node>'''),
}


class Desktop:
    """Keeps what it was told; refuses to let anything run without a window. Where a real portal is, it is the rest."""

    def __init__(self, names=tuple(NODES)):
        self.names = names
        self.told = []
        self.closed = set()
        self.shows_nothing = False  # whoever sits there does not want to be told
        self.n_not_shown = 0
        self.reasons = []
        ready = threading.Event()
        threading.Thread(target=self.serve, args=(ready,), daemon=True).start()
        ready.wait()

    def serve(self, ready):
        """On a connection and a context of this thread's own: what reads the tree of an app runs the usual one."""
        context = GLib.MainContext.new()
        context.push_thread_default()
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION)
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        for name in self.names:
            path, xml = NODES[name]
            node = Gio.DBusNodeInfo.new_for_xml(xml)
            self.bus.register_object(path, node.interfaces[0], self.called, None, None)
            self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                               GLib.Variant('(su)', (name, 0)), None, Gio.DBusCallFlags.NONE, -1, None)
        ready.set()
        GLib.MainLoop.new(context, False).run()

    def called(self, bus, sender, path, interface, method, arguments, invocation):
        if method == 'Notify' and self.shows_nothing:
            self.n_not_shown += 1
            invocation.return_dbus_error(f'{NOTIFICATIONS}.Error.Refused', 'No')
        else:
            invocation.return_value(getattr(self, method)(sender, *arguments.unpack()))

    def Notify(self, sender, *words):
        self.told.append(words)
        return GLib.Variant('(u)', (len(self.told),))

    def CloseNotification(self, sender, number):
        self.closed.add(number)
        return None

    def GetCapabilities(self, sender):
        return GLib.Variant('(as)', (['actions', 'body'],))

    def GetServerInformation(self, sender):
        return GLib.Variant('(ssss)', ('desktop', 'tests', '1', '1.2'))

    def RequestBackground(self, sender, window, options):
        self.reasons.append(options['reason'])
        path = f'/org/freedesktop/portal/desktop/request/{sender[1:].replace(".", "_")}/{options["handle_token"]}'
        self.bus.emit_signal(sender, path, 'org.freedesktop.portal.Request', 'Response', GLib.Variant('(ua{sv})', (1, {})))
        return GLib.Variant('(o)', (path,))

    def find(self, title, after=0):
        """The number of the first notification called so, counted from 1."""
        return next((number for number, words in enumerate(self.told, 1) if number > after and words[TITLE] == title), None)

    def press(self, number, action='default'):
        path, _ = NODES[NOTIFICATIONS]
        self.bus.emit_signal(None, path, NOTIFICATIONS, 'ActionInvoked', GLib.Variant('(us)', (number, action)))
