/* ktg-event-json.h - an event to the bytes that are signed, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-event.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

KtgEvent *ktg_event_json_parse (GBytes *bytes, GError **error);
GBytes   *ktg_event_json_write (const KtgEvent *event);

G_END_DECLS
