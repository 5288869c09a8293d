// peer-tus-client.mjs - sends files one after another by tus, trying again until they are there
//
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Usage: node peer-tus-client.mjs URL FILE...

import * as fs from 'node:fs'
import * as tus from 'tus-js-client'

const [endpoint, ...files] = process.argv.slice(2)

for (const file of files) {
  await new Promise((resolve, reject) => {
    const upload = new tus.Upload(fs.createReadStream(file), {
      endpoint,
      uploadSize: fs.statSync(file).size,
      retryDelays: Array(1000).fill(300),
      // With the first bytes in the creating request its address is lost at a cut, and all begins anew.
      uploadDataDuringCreation: false,
      onError: reject,
      onSuccess: resolve,
    })
    upload.start()
  })
}
