/* ktg-party.h - one side of an exchange: what it owes, what it holds, what it is told
 *
 * A device, a relay and the centre are parties alike. The exchange speaks to this and to nothing
 * else, so it knows neither a device's store nor a node's archive.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-account.h>
#include <ktg-news.h>
#include <ktg-owed.h>
#include <ktg-sending.h>

G_BEGIN_DECLS

/**
 * KtgPartyFailure:
 * @KTG_PARTY_FAILED: it could not read or write
 * @KTG_PARTY_LOST: the event or file is not here any more, or damaged; no retry changes that
 * @KTG_PARTY_UNTRUSTED: a receipt or event is not signed by who it says; nothing of the news was
 * kept
 *
 * What an error of a party, or of a stream that it gave, means to an exchange.
 */
typedef enum
{
  KTG_PARTY_FAILED,
  KTG_PARTY_LOST,
  KTG_PARTY_UNTRUSTED,
} KtgPartyFailure;

#define KTG_TYPE_PARTY (ktg_party_get_type ())
G_DECLARE_INTERFACE (KtgParty, ktg_party, KTG, PARTY, GObject)

struct _KtgHttpRequestLine; /* of the room seal */

struct _KtgPartyInterface
{
  GTypeInterface parent;

  gboolean is_node;
  const char *(*get_device) (KtgParty *self);
  const KtgAccount *(*get_account) (KtgParty *self);
  gboolean (*get_server_offset_ms) (KtgParty *self, gint64 *offset_ms);
  const KtgSendingRules *(*get_sending_rules) (KtgParty *self);
  GListModel *(*get_summaries) (KtgParty *self);
  KtgPartyFailure (*judge_error) (KtgParty *self, const GError *error);
  void (*sign_request) (KtgParty                         *self,
                        const struct _KtgHttpRequestLine *line,
                        const char                       *tag,
                        gint64                            created_s,
                        const char                       *nonce,
                        char                            **signature_input,
                        char                            **signature);

  void (*load_owed_async) (KtgParty           *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data);
  KtgOwed *(*load_owed_finish) (KtgParty *self, GAsyncResult *result, GError **error);
  void (*load_events_async) (KtgParty           *self,
                             GPtrArray          *event_ids,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
  GPtrArray *(*load_events_finish) (KtgParty *self, GAsyncResult *result, GError **error);
  void (*open_file_async) (KtgParty           *self,
                           const char         *sha256,
                           guint64             offset,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data);
  GInputStream *(*open_file_finish) (KtgParty *self, GAsyncResult *result, GError **error);
  void (*apply_news_async) (KtgParty           *self,
                            KtgNews            *news,
                            GAsyncReadyCallback callback,
                            gpointer            user_data);
  gboolean (*apply_news_finish) (KtgParty *self, GAsyncResult *result, GError **error);
  void (*keep_pack_async) (KtgParty            *self,
                           const KtgPackNotice *notice,
                           GBytes              *parcel,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data);
  gboolean (*keep_pack_finish) (KtgParty *self, GAsyncResult *result, GError **error);
  void (*bring_pack_async) (KtgParty           *self,
                            KtgPackPiece       *piece,
                            GAsyncReadyCallback callback,
                            gpointer            user_data);
  gboolean (*bring_pack_finish) (KtgParty     *self,
                                 GAsyncResult *result,
                                 guint64      *n_here,
                                 GError      **error);
  void (*note_spent_async) (KtgParty           *self,
                            const KtgSpent     *added,
                            GAsyncReadyCallback callback,
                            gpointer            user_data);
  KtgSpent *(*note_spent_finish) (KtgParty *self, GAsyncResult *result, GError **error);
  void (*set_account_async) (KtgParty           *self,
                             const KtgAccount   *account,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
  gboolean (*set_account_finish) (KtgParty *self, GAsyncResult *result, GError **error);
};

/* --- what it is; on the thread that opened it --- */
gboolean               ktg_party_is_node (KtgParty *self);
const char            *ktg_party_get_device (KtgParty *self);
const KtgAccount      *ktg_party_get_account (KtgParty *self);
gboolean               ktg_party_get_server_offset_ms (KtgParty *self, gint64 *offset_ms);
const KtgSendingRules *ktg_party_get_sending_rules (KtgParty *self);
GListModel            *ktg_party_get_summaries (KtgParty *self);
KtgPartyFailure        ktg_party_judge_error (KtgParty *self, const GError *error);
void                   ktg_party_sign_request (KtgParty                         *self,
                                               const struct _KtgHttpRequestLine *line,
                                               const char                       *tag,
                                               gint64                            created_s,
                                               const char                       *nonce,
                                               char                            **signature_input,
                                               char                            **signature);

/* --- what it owes and holds --- */
void          ktg_party_load_owed_async (KtgParty           *self,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
KtgOwed      *ktg_party_load_owed_finish (KtgParty *self, GAsyncResult *result, GError **error);
void          ktg_party_load_events_async (KtgParty           *self,
                                           GPtrArray          *event_ids,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
GPtrArray    *ktg_party_load_events_finish (KtgParty *self, GAsyncResult *result, GError **error);
void          ktg_party_open_file_async (KtgParty           *self,
                                         const char         *sha256,
                                         guint64             offset,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
GInputStream *ktg_party_open_file_finish (KtgParty *self, GAsyncResult *result, GError **error);

/* --- what it is told --- */
void     ktg_party_apply_news_async (KtgParty           *self,
                                     KtgNews            *news /* taken */,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean ktg_party_apply_news_finish (KtgParty *self, GAsyncResult *result, GError **error);
void     ktg_party_keep_pack_async (KtgParty            *self,
                                    const KtgPackNotice *notice,
                                    GBytes              *parcel,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
gboolean ktg_party_keep_pack_finish (KtgParty *self, GAsyncResult *result, GError **error);
void     ktg_party_bring_pack_async (KtgParty           *self,
                                     KtgPackPiece       *piece /* taken */,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean
ktg_party_bring_pack_finish (KtgParty *self, GAsyncResult *result, guint64 *n_here, GError **error);
void      ktg_party_note_spent_async (KtgParty           *self,
                                      const KtgSpent     *added,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
KtgSpent *ktg_party_note_spent_finish (KtgParty *self, GAsyncResult *result, GError **error);
void      ktg_party_set_account_async (KtgParty           *self,
                                       const KtgAccount   *account,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean  ktg_party_set_account_finish (KtgParty *self, GAsyncResult *result, GError **error);

G_END_DECLS
