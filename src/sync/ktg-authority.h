/* ktg-authority.h - trusts an office's own certificate authority and no other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KTG_TYPE_AUTHORITY (ktg_authority_get_type ())
G_DECLARE_FINAL_TYPE (KtgAuthority, ktg_authority, KTG, AUTHORITY, GTlsDatabase)

GTlsDatabase *ktg_authority_new (const char *pem, GError **error);
char         *ktg_authority_dup_pem (GBytes *file, GError **error);
char         *ktg_authority_dup_pem_of_file (GFile *file, GError **error);

G_END_DECLS
