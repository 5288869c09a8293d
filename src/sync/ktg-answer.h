/* ktg-answer.h - what a server answered, and whether it was our server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-problem-json.h>
#include <ktg-sync-error.h>

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What came back: a proven success, or a refusal. */
typedef struct
{
  guint       status;
  gboolean    is_proven; /* by the server of the account */
  GBytes     *body;      /* unpacked */
  KtgProblem *problem;   /* of a refusal, where it was one of ours; or NULL */
  gboolean    has_offset;
  guint64     offset;
  gboolean    is_complete;
  gint64      retry_after_us;

  /* What is proven, for an enrolment, which learns the key from the body. */
  char               *proof, *keyid, *signature, *content_sha256;
  SoupMessageHeaders *headers;
} KtgAnswer;

void ktg_answer_free (KtgAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgAnswer, ktg_answer_free)

KtgAnswer *ktg_answer_new (SoupMessage *message, GBytes *content, const char *server_key);
gboolean   ktg_answer_is_late (gint64 waited_us, gsize n_bytes);
gboolean   ktg_answer_is_proven_by (const KtgAnswer *self, const char *server_key);
gboolean   ktg_answer_check (const KtgAnswer *self, const char *server_key, GError **error);
gboolean   ktg_answer_is_success (const KtgAnswer *self);
gboolean   ktg_answer_read_clock (const KtgAnswer *self, gint64 wall_us, gint64 *server_offset_ms);
gboolean   ktg_answer_is_problem (const KtgAnswer *self, const char *name);

G_END_DECLS
