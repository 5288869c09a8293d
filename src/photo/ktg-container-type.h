/* ktg-container-type.h - what lies in a box that many kinds of file share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *ktg_container_type_base_media (const guchar *bytes, gsize n_bytes);
const char *ktg_container_type_zip (const guchar *bytes, gsize n_bytes);
const char *ktg_container_type_ogg (const guchar *bytes, gsize n_bytes);
const char *ktg_container_type_matroska (const guchar *bytes, gsize n_bytes);

G_END_DECLS
