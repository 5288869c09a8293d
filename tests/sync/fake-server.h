/* fake-server.h - a small server in the same process, honest or not
 *
 * It speaks enough of the protocol to bring a device level, checks every signature, and can be told
 * to lie: to answer as a captive portal would, to swallow an answer, to cut a request in the
 * middle.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-signing-key.h>

G_BEGIN_DECLS

typedef enum
{
  FAKE_HONEST,
  FAKE_PORTAL,          /* 200 and a page */
  FAKE_REDIRECT,        /* to a page */
  FAKE_NO_PROOF,        /* the right answer, unproven */
  FAKE_OTHER_KEY,       /* the right answer, proven by another server */
  FAKE_REPLAYED,        /* the right answer, with the proof of another request */
  FAKE_SWALLOW,         /* does the work, and the answer is lost */
  FAKE_DROP,            /* closes at the request's headers */
  FAKE_CUT,             /* closes after cut_bytes of the body */
  FAKE_BUSY,            /* 503, Retry-After */
  FAKE_BUSY_NGINX,      /* 503 without proof */
  FAKE_BAD_GATEWAY,     /* 502 without proof */
  FAKE_FORBIDDEN_PAGE,  /* 403 without proof */
  FAKE_CLOCK,           /* 401, its clock is years ahead */
  FAKE_REVOKED,         /* 403 */
  FAKE_GONE,            /* 404 */
  FAKE_BAD_OFFSET,      /* 409 with the true offset */
  FAKE_MISMATCH,        /* 409, and all bytes are forgotten */
  FAKE_TOO_LARGE,       /* 413 */
  FAKE_NONSENSE,        /* proven, and no JSON */
  FAKE_BOMB,            /* proven gzip that unpacks to 64 MiB */
  FAKE_ENDLESS,         /* an answer of 9 MiB */
  FAKE_BUFFER,          /* closes after cut_bytes of the body, and has kept none of it */
  FAKE_LIMIT,           /* 413 without proof, where the body is over cut_bytes */
  FAKE_SILENT,          /* never answers */
  FAKE_FOREIGN_RECEIPT, /* receipts signed by another key */
  FAKE_FORGETFUL,       /* names no event and no file */
  FAKE_ALWAYS_MORE,     /* says there is more, and never gives any */
  FAKE_STALL,           /* reads no body */
  FAKE_CLOG,            /* reads cut_bytes of a file and no more */
  FAKE_CODE_WRONG,
  FAKE_CODE_USED,
  FAKE_CODE_EXPIRED,
  FAKE_N_LIES,
} FakeLie;

typedef struct _FakeServer FakeServer;

FakeServer *fake_server_new (KtgSigningKey *key, GTlsCertificate *certificate);
void        fake_server_free (FakeServer *self);
const char *fake_server_get_url (FakeServer *self);

/* From the request number @first (from 0, counted from now) on, for @count requests whose path
 * begins so. */
void fake_server_lie (FakeServer *self, FakeLie lie, const char *path, guint first, guint count);
void fake_server_set_cut_bytes (FakeServer *self, gsize n_bytes);
void fake_server_refuse_event_with (FakeServer *self, const char *text);
void fake_server_hold_answers (FakeServer *self, gboolean holds);
void fake_server_set_on_request (FakeServer *self, void (*on_request) (gpointer), gpointer data);

guint   fake_server_get_n_requests (FakeServer *self);
gint64  fake_server_get_last_created_s (FakeServer *self);
guint   fake_server_get_n_connections (FakeServer *self);
guint   fake_server_get_n_events (FakeServer *self);
guint   fake_server_get_n_repeats (FakeServer *self); /* events it had already */
guint   fake_server_get_n_whole_files (FakeServer *self);
guint64 fake_server_get_n_file_bytes (FakeServer *self); /* taken, repeats included */
GBytes *fake_server_dup_file (FakeServer *self, const char *sha256);
char   *fake_server_dup_log (FakeServer *self); /* "POST /v1/exchange 200\n…" */
char   *fake_server_new_code (FakeServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeServer, fake_server_free)

G_END_DECLS
