/* calling-device.c - the clocks and the signature of a device that calls
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "calling-device.h"

#include <ktg-http-signature.h>

static KtgMoment
now (void)
{
  KtgMoment moment = { 1730423553000000, 25200, 812345, FALSE, 0 };

  return moment;
}

static gint64
monotonic_us (void)
{
  return g_get_monotonic_time ();
}

static double
no_jitter (void)
{
  return 0;
}

const KtgSyncWorld calling_device_world = { now, monotonic_us, no_jitter };

void
calling_device_sign (gpointer                          key,
                     const struct _KtgHttpRequestLine *line,
                     const char                       *tag,
                     gint64                            created_s,
                     const char                       *nonce,
                     char                            **signature_input,
                     char                            **signature)
{
  ktg_http_signature_make (line, key, tag, created_s, nonce, signature_input, signature);
}
