/* ktg-simulated-store.h - what an officer files, and the store's rules over a simulated disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-owed.h>

#include "ktg-simulated-server.h"

G_BEGIN_DECLS

#define KTG_SIMULATED_HEADER_BYTES 700
#define KTG_SIMULATED_MENTION_BYTES 68
/* An upload with no more than this to go is not stopped for a text. */
#define KTG_SIMULATED_WORTH_INTERRUPTING_BYTES (256 * 1024)

typedef struct
{
  char    *id;
  gsize    size_bytes;
  guint    seq;
  gint64   filed_us; /* when the officer is done writing; once it is filed, when that was said */
  gboolean is_filed; /* committed, and said */
  gint64   found_us; /* by what it is sent with; a relay may be in the middle of something */
  gboolean is_received;
  gint64   received_us;
  gint64   whole_us; /* when a relay last carried it */
  guint    index;    /* the server's, in the life @life */
  guint    life;
  gboolean is_at_centre; /* it said so in a letter; once and for all */

  /* Of a relay: */
  guint       author;
  guint       reader;
  const char *region;
  gboolean    is_text; /* it was carried without its files */
  gboolean    is_told; /* it came from the centre, and its author has not brought it */
} KtgSimulatedEvent;

/* Which file a relay's event names. */
typedef struct
{
  guint       event; /* index of it */
  const char *sha256;
} KtgSimulatedName;

typedef struct
{
  char       *sha256;
  guint       event; /* index of the one that names it */
  guint64     size_bytes;
  gboolean    is_preview;
  gboolean    is_poison; /* the server refuses it for good */
  gboolean    is_received;
  gint64      received_us;
  guint       index; /* the server's number of its delivery, in the life @life */
  guint       life;
  gboolean    is_parked;
  gboolean    is_purged;
  gboolean    is_at_centre;
  gint64      at_centre_us;
  gboolean    is_here; /* all of it; of a relay, else it always is */
  gint64      here_us;
  KtgDiskFile disk;
} KtgSimulatedFile;

/* The same as the event itself says it. */
typedef struct
{
  guint       author;
  guint       seq;
  const char *sha256;
  guint64     size_bytes;
  gboolean    is_preview;
} KtgSimulatedSaid;

/* Of one device, or of a relay as far as it is one. Its database is the fields; a COMMIT is an
 * assignment. */
struct _KtgSimulatedStore
{
  GRand       *chance;
  GRand       *disk_chance;
  KtgRule      left_out;
  guint        number;
  GArray      *events; /* (element-type KtgSimulatedEvent) by seq */
  GArray      *files;  /* (element-type KtgSimulatedFile) */
  guint        n_filed;
  gint64       last_filed_us; /* what was to be filed earlier, and could not be, comes after it */
  guint        n_news;        /* events that came down */
  KtgMarkList *marks;         /* how far the server's lists are known */
  GArray      *lives; /* (element-type KtgSimulatedLife) of the server, the present one last */
  gint64       confirmed_us; /* when the server last said what stands */
  gboolean     is_asked;     /* the server asked which lives are known here */
  gboolean     has_lives;    /* in this month servers are put back, or started */
  GHashTable  *seen;         /* (element-type guint64) numbers of events that came down */
  KtgOwed     *owed;         /* NULL: to be read anew */
  guint        n_crashes;
  gboolean     is_behind_relay; /* only the centre's word lets an original go */
  guint        mail;            /* the newest letter that was heard */
  gint64  brought_us; /* when a relay was brought something that it has not looked at; 0: nothing */
  GArray *names;      /* (element-type KtgSimulatedName) of a relay; or NULL */
  GArray *said; /* (element-type KtgSimulatedSaid) of a relay: what events say, in whatever folder;
                   or NULL */
  KtgSimulatedServer *relay; /* its other side; not owned; or NULL */
};

/* What an officer does in one week. */
typedef struct
{
  guint    number; /* of the device */
  guint    n_reports;
  gint64   span_us;
  gboolean is_full; /* some are amended or withdrawn, and devices have photos in common */
  guint32  disk_seed;
  KtgRule  left_out;
} KtgSimulatedWork;

KtgSimulatedStore *ktg_simulated_store_new (const KtgSimulatedWork *work, GRand *chance);
void               ktg_simulated_store_free (KtgSimulatedStore *self);
void               ktg_simulated_event_clear (KtgSimulatedEvent *event);
void               ktg_simulated_file_clear (KtgSimulatedFile *file);
/* What is owed has to be read anew. */
void  ktg_simulated_store_changed (KtgSimulatedStore *self);
char *ktg_simulated_store_dup_event_id (guint author, guint seq);

KtgSimulatedEvent *ktg_simulated_store_get_event (KtgSimulatedStore *self, guint i);
KtgSimulatedFile  *ktg_simulated_store_get_file (KtgSimulatedStore *self, guint i);
KtgSimulatedFile  *ktg_simulated_store_find_file (KtgSimulatedStore *self, const char *sha256);

/* What is due by @now_us is filed, unless the machine dies over it (where it @may_die). FALSE: it
 * did, and the officer writes it again. */
gboolean ktg_simulated_store_file_due (KtgSimulatedStore *self, gint64 now_us, gboolean may_die);
gint64   ktg_simulated_store_get_next_filing (KtgSimulatedStore *self);
gboolean ktg_simulated_store_is_all_filed (KtgSimulatedStore *self);

/* The snapshot the planner gets; borrowed, and good until something changes. */
KtgOwed *ktg_simulated_store_get_owed (KtgSimulatedStore *self);

/* Each is part of the transaction that records an answer. Of what one of the server's lists brought
 * FALSE: it does not follow from what is known of it. */
gboolean ktg_simulated_store_follow (KtgSimulatedStore *self, const KtgScopeNews *news);
void     ktg_simulated_store_note_seen (KtgSimulatedStore *self, guint64 number);
gboolean ktg_simulated_store_has_seen (KtgSimulatedStore *self, guint64 number);
void     ktg_simulated_store_event_received (KtgSimulatedStore *self,
                                             KtgSimulatedEvent *event,
                                             guint              index,
                                             gint64             now_us);
/* @index: of its delivery, as the receipt says */
void ktg_simulated_store_file_received (KtgSimulatedStore *self,
                                        KtgSimulatedFile  *file,
                                        guint              index,
                                        gint64             now_us);
/* The present life of the server, as far as it is known; 0: not. */
guint ktg_simulated_store_get_life (KtgSimulatedStore *self);
/* The server is in the life @present; of one that is known here it said what stands, or of none. */
void
ktg_simulated_store_enter_life (KtgSimulatedStore *self, const KtgSimulatedLife *of, guint present);
void ktg_simulated_store_park (KtgSimulatedStore *self, KtgSimulatedFile *file);

/* Originals whose receipt is old enough go. */
void ktg_simulated_store_purge (KtgSimulatedStore *self, gint64 now_us);
/* The power goes. */
void ktg_simulated_store_crash (KtgSimulatedStore *self);
/* TRUE: each file of a filed event is there, byte for byte, or the server vouched for it. */
gboolean ktg_simulated_store_is_sound (KtgSimulatedStore *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgSimulatedStore, ktg_simulated_store_free)

G_END_DECLS
