/* fake-shelf.h - what the fake server keeps: events and files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-exchange-json.h>
#include <ktg-receipt.h>

G_BEGIN_DECLS

typedef struct
{
  char       *sha256;
  guint64     size;
  GByteArray *bytes;
  gboolean    is_whole;
  guint64     index; /* of its delivery, once it is whole */
} FakeFile;

typedef struct
{
  GHashTable    *events; /* id to index */
  GHashTable    *files;  /* SHA-256 to FakeFile */
  char          *bad_text;
  char          *life;            /* NULL: it is a server of before there were any */
  gboolean       is_holding_back; /* whom it enrols waits to be confirmed */
  const char    *now;             /* of the server; NULL: far ahead */
  KtgPackNotice *pack;            /* the one that it hands out; NULL: none */
  GBytes        *parcel;          /* what it gives for it */
  guint          n_repeats;
  guint64        n_file_bytes;
} FakeShelf;

void fake_file_forget (FakeFile *self, gsize n_last_bytes);

void      fake_shelf_init (FakeShelf *self);
void      fake_shelf_clear (FakeShelf *self);
void      fake_shelf_start_anew (FakeShelf *self);
FakeFile *fake_shelf_get_file (FakeShelf *self, const char *name);
guint     fake_shelf_get_n_whole_files (FakeShelf *self);
void      fake_shelf_take_event (FakeShelf         *self,
                                 KtgEnvelope       *envelope,
                                 KtgReceipt        *receipt,
                                 KtgExchangeAnswer *answer);
void      fake_shelf_speak_of_file (FakeShelf         *self,
                                    const char        *sha256,
                                    KtgReceipt        *receipt,
                                    KtgExchangeAnswer *answer);

G_END_DECLS
