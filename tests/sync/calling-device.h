/* calling-device.h - the clocks and the signature of a device that calls
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-transport.h>

G_BEGIN_DECLS

/* A wall clock that stands still, a monotonic one that goes, and no chance. */
extern const KtgSyncWorld calling_device_world;

/* A #KtgTransportSign; @key: the device's #KtgSigningKey. */
void calling_device_sign (gpointer                          key,
                          const struct _KtgHttpRequestLine *line,
                          const char                       *tag,
                          gint64                            created_s,
                          const char                       *nonce,
                          char                            **signature_input,
                          char                            **signature);

G_END_DECLS
