/* ktg-link-error.h - what an error of the network means to a device
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

GError *ktg_link_error_new (SoupMessage *message, const GError *error, gboolean may_be_dead);

G_END_DECLS
