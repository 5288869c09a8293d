/* ktg-pack-list-book.c - what the server said it hands out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-list-book.h"

#include "ktg-setting-table.h"

#include <ktg-pack-list-json.h>

/**
 * ktg_pack_list_book_enter:
 * @list: (nullable): what was told; %NULL: nothing is known any more
 *
 * For a caller that has a transaction.
 */
gboolean
ktg_pack_list_book_enter (KtgLedger *ledger, const KtgPackList *list, GError **error)
{
  g_autoptr (KtgPackList) nothing = ktg_pack_list_new ();
  g_autoptr (GBytes) plain = ktg_pack_list_json_write (list != NULL ? list : nothing);

  return ktg_setting_table_set_sealed (ledger, KTG_SETTING_PACKS, plain, error);
}

/**
 * ktg_pack_list_book_load_owed:
 * @owed: gets what is known of the server's packs, which of them are lacking here, and whether the
 * disk has no room for any
 */
gboolean
ktg_pack_list_book_load_owed (KtgProfile *profile, KtgOwed *owed, GError **error)
{
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (KtgPackList) list = NULL;

  if (!ktg_setting_table_get_sealed (profile->ledger, KTG_SETTING_PACKS, &plain, error))
    return FALSE;
  if (plain != NULL)
    list = ktg_pack_list_json_parse (plain, NULL); /* what cannot be read is asked for again */
  if (list != NULL)
    owed->shelf = g_strdup (list->shelf);
  if (list == NULL || profile->packs == NULL)
    return TRUE;

  g_ptr_array_unref (owed->packs);
  owed->packs = ktg_pack_folder_list_wanted (profile->packs, list->packs);
  owed->has_no_room_for_packs = !ktg_pack_folder_has_room (profile->packs, 0);
  return TRUE;
}
