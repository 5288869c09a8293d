/* ktg-simulated-server.h - the server's rules over a simulated disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-simulated-disk.h"
#include "ktg-simulated-lists.h"
#include "ktg-simulated-roles.h"

G_BEGIN_DECLS

typedef struct _KtgSimulatedStore KtgSimulatedStore;

/* What a server keeps of one device's upload of a file: the row of its database, and the bytes on
 * its disk. */
typedef struct
{
  guint64     size_bytes;
  guint64     recorded;  /* so many it vouches for; it goes on from there */
  gboolean    is_known;  /* an event that names it was accepted */
  gboolean    is_poison; /* it refuses this one for good */
  gboolean    is_whole;
  guint       index; /* its place among all that were ever delivered; 0: it is not whole */
  guint       n_completed;
  KtgDiskFile disk;
} KtgServerFile;

/* The server's order over all events. */
typedef struct
{
  guint       author;   /* number of a device; KTG_NOBODY: people at the centre */
  guint       reader;   /* the device whose report it is about */
  guint       seq;      /* of its author; 0: of people at the centre */
  gint64      taken_us; /* it is seen from then on */
  guint64     number;   /* of all that were ever written */
  const char *region;   /* of the report's filer */
} KtgLogEntry;

#define KTG_NOBODY G_MAXUINT
#define KTG_LIST_OF_COUNTRY "*"
#define KTG_LIST_OF_DEVICE "d"
#define KTG_LIST_OF_LINKS "who" /* everybody reads it, and before all others */

/* One life of a server, and what stands of it once it is over. */
typedef struct
{
  guint number;
  guint last_event, last_file, last_letter; /* G_MAXUINT: no bound */
} KtgSimulatedLife;

/* The word of the centre to a device that exchanges with this server. */
typedef struct
{
  guint       device;
  guint       seq;    /* of its event that the centre holds; 0: a file */
  const char *sha256; /* or NULL */
  gint64      at_us;
} KtgSimulatedLetter;

/* What lies in its folder, so that it can be put back. */
typedef struct
{
  GArray            *log;    /* (element-type KtgLogEntry), index 1 first */
  GHashTable        *events; /* id → times stored */
  GHashTable        *files;  /* device and sha256 → KtgServerFile */
  GArray            *lives;  /* (element-type KtgSimulatedLife), the present one last */
  KtgSimulatedLists *lists;
  guint              n_deliveries; /* the number of the last one */
  GArray            *letters; /* (element-type KtgSimulatedLetter) of a relay, number 1 first */
  KtgSimulatedStore *onward;  /* of a copy: what is known of the centre; or NULL */
} KtgSimulatedFolder;

typedef struct
{
  KtgSimulatedStore  *onward;  /* of a relay: what it owes the centre; not owned; or NULL */
  GFunc               started; /* what else is of the same process begins anew, too; or NULL */
  gpointer            started_data;
  KtgSimulatedFolder *folder;
  KtgSimulatedFolder *backup; /* or NULL */
  GHashTable         *given;  /* life and index → what it was given for, ever */
  guint               n_lives, n_steps, n_put_backs, n_starts; /* ever */
  guint               n_told;                                  /* ever: its lists changed */
  GRand              *disk_chance;
  KtgRule             left_out;
  KtgSimulatedRoles  *roles;         /* not owned; or NULL: nobody asks who is who */
  KtgChain           *chain;         /* of the links that it heard; or NULL */
  guint               n_begun_again; /* the disk had less than was recorded, or other bytes */
} KtgSimulatedServer;

KtgSimulatedServer *ktg_simulated_server_new (guint32 seed, KtgRule left_out);
void                ktg_simulated_server_free (KtgSimulatedServer *self);

/* Before anything happens: from now on it knows who is who. */
void ktg_simulated_server_set_roles (KtgSimulatedServer *self, KtgSimulatedRoles *roles);

KtgServerFile *
ktg_simulated_server_get_file (KtgSimulatedServer *self, guint device, const char *sha256);
/* @entry: without its number; FALSE: it was there already. */
gboolean
ktg_simulated_server_take_event (KtgSimulatedServer *self, const char *id, KtgLogEntry entry);
/* One that another server told, as it stands there. */
gboolean ktg_simulated_server_take_told (KtgSimulatedServer *self, KtgLogEntry entry);
void     ktg_simulated_server_add_step (KtgSimulatedServer *self, const KtgLogEntry *about);
guint    ktg_simulated_server_count_event (KtgSimulatedServer *self, const char *event_id);
/* Bytes [offset, offset + bytes) arrive, where @offset is what is recorded. */
void ktg_simulated_server_append (KtgSimulatedServer *self,
                                  KtgServerFile      *file,
                                  guint64             offset,
                                  guint64             bytes);
/* While it still flows: all but the newest @unrecorded bytes is flushed and recorded. */
void ktg_simulated_server_note (KtgSimulatedServer *self, KtgServerFile *file, guint64 unrecorded);
/* What came is flushed and recorded; if that is all of it, the hash is compared and it is whole. */
void ktg_simulated_server_settle (KtgSimulatedServer *self, KtgServerFile *file);
/* Its folder is copied; and put back, once, with what the copy lacks forgotten. Nothing in it says
 * so: it is started, as it is after each crash. */
void ktg_simulated_server_back_up (KtgSimulatedServer *self);
gboolean
      ktg_simulated_server_keeps_file (KtgSimulatedServer *self, guint device, const char *sha256);
void  ktg_simulated_server_put_back (KtgSimulatedServer *self);
void  ktg_simulated_server_start (KtgSimulatedServer *self);
guint ktg_simulated_server_get_life (KtgSimulatedServer *self);
/* FALSE: it never had such a life. */
gboolean
ktg_simulated_server_find_life (KtgSimulatedServer *self, guint number, KtgSimulatedLife *life);
/* Says to a device that @index is @what, in the present life; it never said otherwise. */
void ktg_simulated_server_say (KtgSimulatedServer *self,
                               const char         *kind,
                               guint               index,
                               const char         *what);
/* Where in the log an event of @author is; 0: nowhere. */
guint   ktg_simulated_server_find_event (KtgSimulatedServer *self, guint author, guint seq);
guint64 ktg_simulated_server_number_event (guint author, guint seq);
void    ktg_simulated_server_parse_number (guint64 number, guint *author, guint *seq);
/* The word of the centre to @letter's device, which a relay hands on. */
void ktg_simulated_server_add_letter (KtgSimulatedServer *self, const KtgSimulatedLetter *letter);
/* The number of the next for @device behind @after that is here by @until_us; 0: none. */
guint ktg_simulated_server_find_letter (KtgSimulatedServer *self,
                                        guint               device,
                                        guint               after,
                                        gint64              until_us);
/* The power goes, and comes back. */
void ktg_simulated_server_crash (KtgSimulatedServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgSimulatedServer, ktg_simulated_server_free)

G_END_DECLS
