// peer-tus-server.mjs - a tus server, the ordinary way to resume, to measure beside
//
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Usage: node peer-tus-server.mjs FOLDER ADDRESS; prints its port.

import { Server } from '@tus/server'
import { FileStore } from '@tus/file-store'

const server = new Server({ path: '/files', datastore: new FileStore({ directory: process.argv[2] }) })
const listener = server.listen({ host: process.argv[3], port: 0 }, () => console.log(listener.address().port))
