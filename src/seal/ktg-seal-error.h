/* ktg-seal-error.h - why something sealed or signed cannot be trusted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KtgSealError:
 * @KTG_SEAL_ERROR_DAMAGED: sealed bytes were changed, cut short or sealed with another key; restore
 * or refetch
 * @KTG_SEAL_ERROR_NO_KEY: the key file is absent while data sealed by it exists; look for a backup
 * of it
 * @KTG_SEAL_ERROR_IO: the disk failed; the message has the reason
 */
typedef enum
{
  KTG_SEAL_ERROR_DAMAGED,
  KTG_SEAL_ERROR_NO_KEY,
  KTG_SEAL_ERROR_IO,
} KtgSealError;

#define KTG_SEAL_ERROR (ktg_seal_error_quark ())
GQuark ktg_seal_error_quark (void);

gboolean ktg_seal_init (void);

G_END_DECLS
