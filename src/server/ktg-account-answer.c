/* ktg-account-answer.c - who a device is from now on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-account-answer.h"

#include <ktg-enrol-json.h>

/**
 * ktg_account_answer_new:
 * @service: who says so
 * @device: to whom
 * @officer: whose it is
 * @chain: (element-type KtgEnvelope): what proves it
 *
 * Returns: (transfer full): 200, with the account
 */
KtgHttpAnswer *
ktg_account_answer_new (KtgService      *service,
                        const KtgDevice *device,
                        const char      *officer,
                        GPtrArray       *chain)
{
  KtgArchive *archive = service->archive;
  g_autoptr (GBytes) content = NULL;
  KtgAccount account = {
    .device = device->key,
    .officer = (char *)officer,
    .role = (char *)ktg_device_get_role_name (device),
    .region = device->region,
    .is_pending = device->is_pending,
    .server_key = (char *)ktg_signing_key_get_public (ktg_archive_get_key (archive)),
    .root_key = (char *)ktg_archive_get_root (archive),
    .chain = chain,
  };

  content = ktg_account_json_write (&account);
  return ktg_http_answer_new (200, "application/json", content);
}
