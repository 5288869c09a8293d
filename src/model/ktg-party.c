/* ktg-party.c - one side of an exchange: what it owes, what it holds, what it is told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-party.h"

G_DEFINE_INTERFACE (KtgParty, ktg_party, G_TYPE_OBJECT)

static void
ktg_party_default_init (KtgPartyInterface *iface)
{
}

/**
 * ktg_party_is_node:
 *
 * Returns: whether it is a server, and its account so one of a relay
 */
gboolean
ktg_party_is_node (KtgParty *self)
{
  return KTG_PARTY_GET_IFACE (self)->is_node;
}

/**
 * ktg_party_get_device:
 *
 * Returns: (transfer none): its public key, base64url
 */
const char *
ktg_party_get_device (KtgParty *self)
{
  return KTG_PARTY_GET_IFACE (self)->get_device (self);
}

/**
 * ktg_party_get_account:
 *
 * Returns: (transfer none) (nullable): %NULL before enrolment
 */
const KtgAccount *
ktg_party_get_account (KtgParty *self)
{
  return KTG_PARTY_GET_IFACE (self)->get_account (self);
}

/**
 * ktg_party_get_server_offset_ms:
 * @offset_ms: (out): the other side's clock minus its own, as the last news said
 *
 * Returns: FALSE before the first
 */
gboolean
ktg_party_get_server_offset_ms (KtgParty *self, gint64 *offset_ms)
{
  return KTG_PARTY_GET_IFACE (self)->get_server_offset_ms (self, offset_ms);
}

/**
 * ktg_party_get_sending_rules:
 *
 * Returns: (transfer none): what its officer allows to be sent
 */
const KtgSendingRules *
ktg_party_get_sending_rules (KtgParty *self)
{
  return KTG_PARTY_GET_IFACE (self)->get_sending_rules (self);
}

/**
 * ktg_party_get_summaries:
 *
 * Returns: (transfer none): changes whenever more may be owed
 */
GListModel *
ktg_party_get_summaries (KtgParty *self)
{
  return KTG_PARTY_GET_IFACE (self)->get_summaries (self);
}

/**
 * ktg_party_judge_error:
 * @error: of this party, or of a stream that it gave
 *
 * Returns: what it means to an exchange
 */
KtgPartyFailure
ktg_party_judge_error (KtgParty *self, const GError *error)
{
  return KTG_PARTY_GET_IFACE (self)->judge_error (self, error);
}

/**
 * ktg_party_sign_request:
 * @line: the request
 * @tag: (nullable): the key of the server that is asked
 * @created_s: seconds since the epoch
 * @nonce: unlike any before
 * @signature_input: (out): a header
 * @signature: (out): a header
 *
 * Signs with its key, which never leaves it.
 */
void
ktg_party_sign_request (KtgParty                         *self,
                        const struct _KtgHttpRequestLine *line,
                        const char                       *tag,
                        gint64                            created_s,
                        const char                       *nonce,
                        char                            **signature_input,
                        char                            **signature)
{
  KTG_PARTY_GET_IFACE (self)
      ->sign_request (self, line, tag, created_s, nonce, signature_input, signature);
}

/**
 * ktg_party_load_owed_async:
 *
 * A snapshot of what is owed and not parked.
 */
void
ktg_party_load_owed_async (KtgParty           *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  KTG_PARTY_GET_IFACE (self)->load_owed_async (self, cancellable, callback, user_data);
}

/**
 * ktg_party_load_owed_finish:
 *
 * Returns: (transfer full): what it owes
 */
KtgOwed *
ktg_party_load_owed_finish (KtgParty *self, GAsyncResult *result, GError **error)
{
  return KTG_PARTY_GET_IFACE (self)->load_owed_finish (self, result, error);
}

/**
 * ktg_party_load_events_async:
 * @event_ids: (element-type utf8): not changed until the result is there
 *
 * One that cannot be read any more is left out and parked, so that it holds no other back.
 */
void
ktg_party_load_events_async (KtgParty           *self,
                             GPtrArray          *event_ids,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  KTG_PARTY_GET_IFACE (self)->load_events_async (self, event_ids, cancellable, callback, user_data);
}

/**
 * ktg_party_load_events_finish:
 *
 * Returns: (transfer full) (element-type KtgEnvelope): in the order asked
 */
GPtrArray *
ktg_party_load_events_finish (KtgParty *self, GAsyncResult *result, GError **error)
{
  return KTG_PARTY_GET_IFACE (self)->load_events_finish (self, result, error);
}

/**
 * ktg_party_open_file_async:
 * @offset: where to begin
 */
void
ktg_party_open_file_async (KtgParty           *self,
                           const char         *sha256,
                           guint64             offset,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  KTG_PARTY_GET_IFACE (self)
      ->open_file_async (self, sha256, offset, cancellable, callback, user_data);
}

/**
 * ktg_party_open_file_finish:
 *
 * Returns: (transfer full): its bytes; an error instead of an end where it was cut
 */
GInputStream *
ktg_party_open_file_finish (KtgParty *self, GAsyncResult *result, GError **error)
{
  return KTG_PARTY_GET_IFACE (self)->open_file_finish (self, result, error);
}

/**
 * ktg_party_apply_news_async:
 * @news: (transfer full): taken
 *
 * Enters what one answer brought, in one transaction.
 */
void
ktg_party_apply_news_async (KtgParty           *self,
                            KtgNews            *news,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  KTG_PARTY_GET_IFACE (self)->apply_news_async (self, news, callback, user_data);
}

/**
 * ktg_party_apply_news_finish:
 *
 * Returns: FALSE with @error, and nothing of it was kept
 */
gboolean
ktg_party_apply_news_finish (KtgParty *self, GAsyncResult *result, GError **error)
{
  return KTG_PARTY_GET_IFACE (self)->apply_news_finish (self, result, error);
}

/**
 * ktg_party_keep_pack_async:
 * @notice: which pack it is, by the word of the other side
 * @parcel: all that came: who published it, and its file
 *
 * %KTG_PARTY_UNTRUSTED: the centre did not publish it, as far as is known here.
 */
void
ktg_party_keep_pack_async (KtgParty            *self,
                           const KtgPackNotice *notice,
                           GBytes              *parcel,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  KTG_PARTY_GET_IFACE (self)->keep_pack_async (self, notice, parcel, callback, user_data);
}

/**
 * ktg_party_keep_pack_finish:
 *
 * Returns: whether it is kept, durably
 */
gboolean
ktg_party_keep_pack_finish (KtgParty *self, GAsyncResult *result, GError **error)
{
  return KTG_PARTY_GET_IFACE (self)->keep_pack_finish (self, result, error);
}

/**
 * ktg_party_bring_pack_async:
 * @piece: (transfer full): what came of a pack; it stays where a break or a start does not lose it
 *
 * With the last piece the pack is put together, and is kept as ktg_party_keep_pack_async() keeps
 * it, or all that came of it is thrown away.
 */
void
ktg_party_bring_pack_async (KtgParty           *self,
                            KtgPackPiece       *piece,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  KTG_PARTY_GET_IFACE (self)->bring_pack_async (self, piece, callback, user_data);
}

/**
 * ktg_party_bring_pack_finish:
 * @n_here: (out): how much of its gzip is here, where the next piece begins; 0 once it is kept
 *
 * Returns: whether the piece is kept, durably; so it is not where @n_here is another end than its
 */
gboolean
ktg_party_bring_pack_finish (KtgParty *self, GAsyncResult *result, guint64 *n_here, GError **error)
{
  return KTG_PARTY_GET_IFACE (self)->bring_pack_finish (self, result, n_here, error);
}

/**
 * ktg_party_note_spent_async:
 * @added: what more was sent on its day; nothing only asks
 */
void
ktg_party_note_spent_async (KtgParty           *self,
                            const KtgSpent     *added,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  KTG_PARTY_GET_IFACE (self)->note_spent_async (self, added, callback, user_data);
}

/**
 * ktg_party_note_spent_finish:
 *
 * Returns: (transfer full): what was sent on that day, with what was added; g_free()
 */
KtgSpent *
ktg_party_note_spent_finish (KtgParty *self, GAsyncResult *result, GError **error)
{
  return KTG_PARTY_GET_IFACE (self)->note_spent_finish (self, result, error);
}

/**
 * ktg_party_set_account_async:
 * @account: what an enrolment gave
 */
void
ktg_party_set_account_async (KtgParty           *self,
                             const KtgAccount   *account,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  KTG_PARTY_GET_IFACE (self)->set_account_async (self, account, callback, user_data);
}

/**
 * ktg_party_set_account_finish:
 *
 * Returns: whether it is kept
 */
gboolean
ktg_party_set_account_finish (KtgParty *self, GAsyncResult *result, GError **error)
{
  return KTG_PARTY_GET_IFACE (self)->set_account_finish (self, result, error);
}
