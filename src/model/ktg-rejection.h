/* ktg-rejection.h - a server's signed word that it did not take events of an author, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

/* Somebody else brought them, so the word goes home with him. Its bytes travel in a KtgEnvelope. */
typedef struct
{
  char      *node;   /* public key of the server that signed it, base64url */
  char      *device; /* public key of the author */
  char      *life;   /* of the server */
  char      *at;     /* the server's time, RFC 3339 UTC */
  GPtrArray *events; /* (element-type KtgRefusal) */
} KtgRejection;

KtgRejection *ktg_rejection_new (void);

KTG_DECLARE_RECORD (KtgRejection, ktg_rejection)

G_END_DECLS
