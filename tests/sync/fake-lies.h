/* fake-lies.h - what a server may do wrong, and when it does
 *
 * A plan says which lie is told to which requests; the lie itself is told on that request's turn.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FAKE_HONEST,
  FAKE_PORTAL,          /* 200 and a page */
  FAKE_REDIRECT,        /* to a page */
  FAKE_NO_PROOF,        /* the right answer, unproven */
  FAKE_OTHER_KEY,       /* the right answer, proven by another server */
  FAKE_REPLAYED,        /* the right answer, with the proof of another request */
  FAKE_SWAPPED,         /* the right answer, with the proof of another device's request */
  FAKE_SWAPPED_REFUSAL, /* a proven 403, said to another device */
  FAKE_ALTERED_OFFSET,  /* the right answer, proven, and then one header changed */
  FAKE_ALTERED_COMPLETE,
  FAKE_ALTERED_ENCODING,
  FAKE_SWALLOW,         /* does the work, and the answer is lost */
  FAKE_DROP,            /* closes at the request's headers */
  FAKE_CUT,             /* closes after cut_bytes of the body */
  FAKE_BUSY,            /* 503, Retry-After */
  FAKE_FULL,            /* 503, Retry-After: no room for files */
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
  FAKE_BOMB,            /* proven gzip that unpacks to 33 MiB */
  FAKE_ENDLESS,         /* an answer of 9 MiB */
  FAKE_BUFFER,          /* closes after cut_bytes of the body, and has kept none of it */
  FAKE_LIMIT,           /* 413 without proof, where the body is over cut_bytes */
  FAKE_SILENT,          /* never answers */
  FAKE_FOREIGN_RECEIPT, /* receipts signed by another key */
  FAKE_FORGETFUL,       /* names no event and no file */
  FAKE_ALWAYS_MORE,     /* says there is more, and that something is lost, and never gives any */
  FAKE_BAD_PACK,        /* announces packs that cannot be one */
  FAKE_PACK,            /* announces a pack, and does not have it */
  FAKE_STALL,           /* reads no body */
  FAKE_CLOG,            /* reads cut_bytes of a file and no more */
  FAKE_CODE_WRONG,
  FAKE_CODE_USED,
  FAKE_CODE_EXPIRED,
  FAKE_CODE_CANCELLED,
  FAKE_NOT_READ,
  FAKE_ROOTLESS,      /* the account is of a server that the root never admitted */
  FAKE_UNSIGNED_ROLE, /* nobody who may signed for the device */
  FAKE_FORGED_ROLE,   /* a signature of what proves it is wrong */
  FAKE_OTHER_ROLE,    /* what was signed is of another region */
  FAKE_OF_RELAY,      /* it makes a relay of the device */
  FAKE_CODE_OF_OTHER_KIND,
  FAKE_N_LIES,
} FakeLie;

typedef struct _FakeTurn FakeTurn;

/* From the request number @first on, for @count requests whose path begins with @path. */
typedef struct
{
  FakeLie lie;
  char   *path;
  guint   first, count;
  gsize   cut_bytes;
} FakePlan;

void    fake_plan_clear (FakePlan *self);
void    fake_plan_set (FakePlan *self, FakeLie lie, const char *path, guint first, guint count);
FakeLie fake_plan_choose (FakePlan *self, const char *path);

gboolean fake_lie_tell (FakeTurn *turn);
void     fake_lie_meet_headers (FakeTurn *turn);
void     fake_lie_meet_body (FakeTurn *turn);

G_END_DECLS
