/* ktg-node-admission.h - that a server is one of the house, as whoever admits it says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

/* The body of node.admitted. */
typedef struct
{
  char *node;      /* its key, base64url */
  char *box;       /* its box key */
  char *kind;      /* "centre" or "relay" */
  char *scope;     /* official code of a region; NULL, or empty: the whole country */
  char *may_admit; /* the highest role that it may give, as in ktg-role.h */
  char *tls;       /* SHA-256 of the public key of its certificate; NULL: any */
  char *from;      /* RFC 3339 UTC */
  char *until;
} KtgNodeAdmission;

KtgNodeAdmission *ktg_node_admission_new (void);

KTG_DECLARE_RECORD (KtgNodeAdmission, ktg_node_admission)

G_END_DECLS
