/* ktg-request.h - what is asked of the server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define KTG_REQUEST_NONCE "nonce="

/* What is asked. Either a body known in advance, or a file's bytes from an offset on, or neither.
 */
typedef struct
{
  char         *method;
  char         *path; /* "/v1/exchange" */
  GBytes       *body; /* JSON */
  GInputStream *file;
  guint64       offset;
  guint64       n_bytes;          /* of the file from @offset on */
  char         *range;            /* of what is asked for, "bytes=0-99"; or NULL */
  gboolean      is_unsigned;      /* the path ends with the nonce that stands for a signature */
  gboolean      is_from_stranger; /* to a server that does not know this device's key */
} KtgRequest;

KtgRequest *ktg_request_new (const char *method, const char *path);
KtgRequest *ktg_request_new_introduction (void);
void        ktg_request_free (KtgRequest *self);
void        ktg_request_attach (const KtgRequest *self, SoupMessage *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgRequest, ktg_request_free)

G_END_DECLS
