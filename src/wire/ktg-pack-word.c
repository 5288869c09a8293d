/* ktg-pack-word.c - somebody's word that he hands a pack out
 *
 * It is the envelope of a pack.published, and lies and travels beside the pack. Whether its author
 * may say it is the chain's to say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-word.h"

#include "ktg-event-json.h"
#include "ktg-signed-envelope.h"

/**
 * ktg_pack_word_read:
 * @word: (nullable): an envelope from anywhere; %NULL: there is none
 * @notice: a pack, with its hash
 * @size_bytes: of its file
 *
 * Says nothing of who its author is: ask the chain.
 *
 * Returns: (transfer full) (nullable): the event, signed by its author, in which he publishes
 * exactly this pack; %NULL: it is another word, or none
 */
KtgEvent *
ktg_pack_word_read (const KtgEnvelope *word, const KtgPackNotice *notice, gsize size_bytes)
{
  g_autoptr (KtgEvent) event = word != NULL ? ktg_event_json_parse (word->bytes, NULL) : NULL;

  return event != NULL && event->kind == KTG_EVENT_PACK_PUBLISHED
                 && ktg_publication_is_of (event->publication, notice, size_bytes)
                 && ktg_envelope_is_signed_by (word, event->author)
             ? g_steal_pointer (&event)
             : NULL;
}
