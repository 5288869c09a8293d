/* ktg-bookmark-book.c - how far the book of the centre is known to go, and as of when
 *
 * The newest head that a server of the centre signed is kept as it came: the signature, then the
 * signed bytes. The time beside it is not always the one that it says: a clock may have been wrong.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-bookmark-book.h"

#include "ktg-alarm-table.h"
#include "ktg-roll.h"
#include "ktg-setting-table.h"
#include "ktg-store-error.h"

#include <ktg-bookmark-json.h>
#include <ktg-moment.h>
#include <ktg-signed-envelope.h>

typedef struct
{
  KtgBookmark *word;   /* NULL where none is kept */
  gint64       at_us;  /* as of when, the server's time; 0: not known */
  gint64       now_us; /* the server's clock when it last answered */
} Known;

static void
known_clear (Known *self)
{
  g_clear_pointer (&self->word, ktg_bookmark_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static gboolean
is_centres (KtgLedger *ledger, const KtgEnvelope *envelope)
{
  g_autoptr (KtgBookmark) word = ktg_bookmark_json_parse (envelope->bytes, NULL);
  gint64 at_us;

  return word != NULL && ktg_envelope_is_signed_by (envelope, word->node)
         && ktg_moment_parse_server_time (word->at, &at_us)
         && ktg_roll_is_centre (ledger, word->node);
}

/**
 * ktg_bookmark_book_verify:
 * @ledger: says which servers are the centre's
 *
 * Whoever hands it on, it is the word of a server of the centre on its own book: so a relay cannot
 * keep a revocation back unnoticed.
 *
 * KTG_STORE_ERROR_UNTRUSTED if the head of a book is not.
 */
gboolean
ktg_bookmark_book_verify (KtgLedger *ledger, const KtgNews *news, GError **error)
{
  if (news->book == NULL || is_centres (ledger, news->book))
    return TRUE;

  g_set_error_literal (error,
                       KTG_STORE_ERROR,
                       KTG_STORE_ERROR_UNTRUSTED,
                       "The head of a book is not the word of a server of the centre");
  return FALSE;
}

static gboolean
load_word (KtgLedger *ledger, KtgBookmark **word, GError **error)
{
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!ktg_setting_table_get_sealed (ledger, KTG_SETTING_BOOKMARK, &kept, error))
    return FALSE;
  if (kept == NULL || g_bytes_get_size (kept) <= KTG_SIGNATURE_BYTES)
    return TRUE;

  bytes = g_bytes_new_from_bytes (kept,
                                  KTG_SIGNATURE_BYTES,
                                  g_bytes_get_size (kept) - KTG_SIGNATURE_BYTES);
  *word = ktg_bookmark_json_parse (bytes, NULL); /* what cannot be read is asked for again */
  return TRUE;
}

/* A time of when the centre's clock was ahead is as none. @known: empty */
static gboolean
load (KtgLedger *ledger, Known *known, GError **error)
{
  gboolean is_set;

  if (!load_word (ledger, &known->word, error)
      || !ktg_setting_table_get_number (ledger,
                                        KTG_SETTING_ROLES_AT_US,
                                        &is_set,
                                        &known->at_us,
                                        error)
      || !ktg_setting_table_get_number (ledger,
                                        KTG_SETTING_SERVER_NOW_US,
                                        &is_set,
                                        &known->now_us,
                                        error))
    return FALSE;

  if (ktg_bookmark_is_ahead (known->at_us, known->now_us))
    known->at_us = 0;
  return TRUE;
}

static gboolean
keep (KtgLedger *ledger, const KtgEnvelope *envelope, gint64 at_us, GError **error)
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autoptr (GBytes) plain = NULL;

  g_byte_array_append (whole, envelope->signature, KTG_SIGNATURE_BYTES);
  g_byte_array_append (whole,
                       g_bytes_get_data (envelope->bytes, NULL),
                       (guint)g_bytes_get_size (envelope->bytes));
  plain = g_byte_array_free_to_bytes (g_steal_pointer (&whole));
  return ktg_setting_table_set_sealed (ledger, KTG_SETTING_BOOKMARK, plain, error)
         && ktg_setting_table_set_number (ledger, KTG_SETTING_ROLES_AT_US, at_us, error);
}

/**
 * ktg_bookmark_book_enter:
 * @news: verified
 * @life: number of the life the server is in
 *
 * For a caller that has a transaction, after what the server says the time is. A head that went
 * back is an alarm, and is not kept; nor is one that is only late.
 */
gboolean
ktg_bookmark_book_enter (KtgLedger *ledger, const KtgNews *news, gint64 life, GError **error)
{
  g_autoptr (KtgBookmark) word = NULL;
  g_auto (Known) known = { NULL };

  if (news->book == NULL || life == 0)
    return TRUE;
  if (!load (ledger, &known, error))
    return FALSE;

  word = ktg_bookmark_json_parse (news->book->bytes, error);
  if (word == NULL)
    return FALSE;

  switch (ktg_bookmark_compare (word, known.word, known.at_us, known.now_us))
    {
    case KTG_BOOKMARK_OLDER:
      return TRUE;
    case KTG_BOOKMARK_BACK:
      return ktg_alarm_table_raise (ledger, KTG_ALARM_BOOK_BACK, life, word->seq, error);
    case KTG_BOOKMARK_NEWER:
    default:
      return keep (ledger, news->book, ktg_bookmark_tell_time (word, known.now_us), error);
    }
}

/**
 * ktg_bookmark_book_clear:
 *
 * Another server has another book. For a caller that has a transaction.
 */
gboolean
ktg_bookmark_book_clear (KtgLedger *ledger, GError **error)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  return ktg_setting_table_set_sealed (ledger, KTG_SETTING_BOOKMARK, nothing, error)
         && ktg_setting_table_set_number (ledger, KTG_SETTING_ROLES_AT_US, 0, error);
}

/**
 * ktg_bookmark_book_load_owed:
 * @owed: gets the number of the newest head, where that is fresh by the server's own clock
 */
gboolean
ktg_bookmark_book_load_owed (KtgLedger *ledger, KtgOwed *owed, GError **error)
{
  g_auto (Known) known = { NULL };

  if (!load (ledger, &known, error))
    return FALSE;

  if (known.word != NULL && ktg_bookmark_is_fresh (known.at_us, known.now_us))
    owed->book = known.word->seq;
  return TRUE;
}

/**
 * ktg_bookmark_book_load_note:
 * @notes: gets as of when it is known who has which role
 */
gboolean
ktg_bookmark_book_load_note (KtgLedger *ledger, KtgServerNotes *notes, GError **error)
{
  g_auto (Known) known = { NULL };

  if (!load (ledger, &known, error))
    return FALSE;

  notes->roles_at_us = known.at_us;
  return TRUE;
}
