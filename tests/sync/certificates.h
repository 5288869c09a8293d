/* certificates.h - authorities and servers' certificates, made for one test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _Authority Authority;

Authority  *authority_new (void);
void        authority_free (Authority *self);
const char *authority_get_pem (Authority *self);
/* For an address, valid between two days from now. */
GTlsCertificate *
authority_certify (Authority *self, const char *address, int from_days, int to_days);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Authority, authority_free)

G_END_DECLS
