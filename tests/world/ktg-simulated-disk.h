/* ktg-simulated-disk.h - what a power cut leaves of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A rule of the design that a run can do without, to see whether it is missed. */
typedef enum
{
  KTG_RULE_NONE,
  KTG_RULE_ORIGINAL_BEFORE_COMMIT, /* a photo is flushed before the event that names it commits */
  KTG_RULE_DURABLE_BEFORE_RECEIPT, /* so is a file of the server, before its word */
  KTG_RULE_RECEIPT_BEFORE_PURGE,   /* an original goes only after its receipt */
  KTG_RULE_ONCE,                   /* an event that is there already is not stored again */
  KTG_RULE_TRUE_OFFSET,            /* after a cut it is asked where the file goes on */
  KTG_RULE_LACKS,                  /* what a server that was put back lacks is owed again */
  KTG_RULE_MARK_OF_LIST,           /* a mark says which list it is of, not only a position */
  KTG_RULE_LIFE_OF_LETTER,         /* the number of a letter is of one life only */
  KTG_RULE_SILENCE,         /* of a file that the centre is silent about the text goes again */
  KTG_RULE_TOLD_OF_START,   /* what came from above is owed from the next start on */
  KTG_RULE_LIFE_OF_START,   /* each start of a server begins a life */
  KTG_RULE_LINKS_PASSED_ON, /* a relay tells its own who is who */
  KTG_RULE_MARK_WITH_NEWS,  /* what came down and the new mark are one transaction */
} KtgRule;

/* Bytes, not their values: of a file it is enough to know how far it is right. A database needs no
 * such thing, for a COMMIT happened or did not. */
typedef struct
{
  guint64  length;
  guint64  good;   /* so many from the beginning are the right ones */
  guint64  synced; /* so many survive */
  gboolean is_name_synced;
} KtgDiskFile;

/* The right bytes [offset, offset + bytes) are appended. */
void     ktg_disk_file_append (KtgDiskFile *self, guint64 offset, guint64 bytes);
void     ktg_disk_file_sync (KtgDiskFile *self);
void     ktg_disk_file_truncate (KtgDiskFile *self, guint64 length);
gboolean ktg_disk_file_is_right (const KtgDiskFile *self, guint64 size_bytes);
/* The power goes: of what was not flushed any part may be there, and it may be rubbish. */
void ktg_disk_file_crash (KtgDiskFile *self, GRand *chance);

G_END_DECLS
