/* ktg-store-device.h - a device and the server it was enrolled with, for tests of the store
 *
 * Each call waits for the store's answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-receipt.h>
#include <ktg-signing-key.h>
#include <ktg-store.h>

G_BEGIN_DECLS

#define KTG_DEVICE_NOW_US G_GINT64_CONSTANT (1730423553000000) /* 2024-11-01T08:12:33+07:00 */

typedef struct
{
  char          *folder;       /* a temporary one */
  char          *profile;      /* in it */
  KtgStore      *store;        /* NULL while closed */
  guint64        n_deliveries; /* numbers given to files */
  KtgSigningKey *server;
  guint64 book; /* how far the server's book stands, by what it says of a life; at first all */
} KtgStoreDevice;

/* To be given away with a slot that holds NULL, and what waits until something is in it. */
void          ktg_store_device_answered_cb (GObject *object, GAsyncResult *result, gpointer slot);
GAsyncResult *ktg_store_device_wait_for (GAsyncResult **slot);

KtgStoreDevice *ktg_store_device_new (void); /* with the profile not yet made */
void            ktg_store_device_free (KtgStoreDevice *self);

gboolean ktg_store_device_open (KtgStoreDevice *self, GError **error);
gboolean ktg_store_device_open_at (KtgStoreDevice *self, gint64 now_us, GError **error);
void     ktg_store_device_close (KtgStoreDevice *self);
void     ktg_store_device_reopen (KtgStoreDevice *self); /* and nothing may go wrong */
void     ktg_store_device_tamper (KtgStoreDevice *self, const char *sql); /* while it is closed */

/* Of this device with @server, which nothing proves yet. */
KtgAccount *ktg_store_device_new_account (KtgStoreDevice *self,
                                          KtgSigningKey  *server,
                                          const char     *role,
                                          const char     *region);
gboolean
ktg_store_device_set_account (KtgStoreDevice *self, const KtgAccount *account, GError **error);
gboolean  ktg_store_device_enrol (KtgStoreDevice *self, GError **error);
gboolean  ktg_store_device_enrol_with (KtgStoreDevice *self, KtgSigningKey *server, GError **error);
gboolean  ktg_store_device_save_draft (KtgStoreDevice *self, KtgDraft *draft, GError **error);
KtgDraft *ktg_store_device_load_draft (KtgStoreDevice *self, const char *id, GError **error);
gboolean  ktg_store_device_discard_draft (KtgStoreDevice *self, const char *id, GError **error);
char *
ktg_store_device_import (KtgStoreDevice *self, const char *text, GError **error); /* SHA-256 */
KtgIncoming  *ktg_store_device_receive (KtgStoreDevice *self,
                                        const char     *bytes,
                                        gsize           size_bytes,
                                        GError        **error);
KtgEvidence  *ktg_store_device_import_with (KtgStoreDevice *self,
                                            const char     *bytes,
                                            gsize           size_bytes,
                                            GBytes         *preview, /* or NULL */
                                            GError        **error);
GInputStream *ktg_store_device_open_file (KtgStoreDevice *self,
                                          const char     *sha256,
                                          guint64         offset,
                                          GError        **error);
GBytes *
ktg_store_device_read (KtgStoreDevice *self, const char *sha256, guint64 offset, GError **error);
char *ktg_store_device_file (KtgStoreDevice  *self,
                             const char      *id,
                             const KtgReport *report,
                             GError         **error);
/* A report of a photo and its preview; and nothing may go wrong. */
char    *ktg_store_device_file_photo (KtgStoreDevice *self, const char *photo, const char *preview);
char    *ktg_store_device_act (KtgStoreDevice  *self,
                               const char      *report_id,
                               KtgEvent        *said, /* of its case; taken */
                               const KtgMoment *moment,
                               GError         **error); /* the event's id */
gboolean ktg_store_device_amend (KtgStoreDevice  *self,
                                 const char      *id,
                                 const KtgReport *report,
                                 GError         **error);
KtgDraft *ktg_store_device_begin_amendment (KtgStoreDevice  *self,
                                            const char      *draft_id, /* or NULL */
                                            const char      *id,
                                            const KtgReport *report,
                                            const char      *reason,
                                            GError **error); /* saved, of the version that holds */
gboolean  ktg_store_device_file_amendment (KtgStoreDevice *self, KtgDraft *draft, GError **error);
char *
ktg_store_device_refile (KtgStoreDevice *self, const char *id, GError **error); /* the new id */
gboolean       ktg_store_device_withdraw_since (KtgStoreDevice *self,
                                                const char     *id,
                                                const char     *reason,
                                                GError        **error);
gboolean       ktg_store_device_withdraw (KtgStoreDevice *self, const char *id, GError **error);
KtgReportHeld *ktg_store_device_load (KtgStoreDevice *self, const char *id, GError **error);
KtgOwed       *ktg_store_device_load_owed (KtgStoreDevice *self);
GPtrArray     *ktg_store_device_load_events (KtgStoreDevice *self, GPtrArray *ids, GError **error);
gboolean
     ktg_store_device_apply (KtgStoreDevice *self, KtgNews *news, GError **error); /* takes @news */
void ktg_store_device_take (KtgStoreDevice *self, KtgNews *news); /* the same, and it succeeds */
gboolean ktg_store_device_keep_pack (KtgStoreDevice      *self,
                                     const KtgPackNotice *notice,
                                     GBytes              *parcel,
                                     GError             **error);
gboolean ktg_store_device_bring_pack (KtgStoreDevice *self,
                                      KtgPackPiece   *piece /* taken */,
                                      guint64        *n_here,
                                      GError        **error);
gboolean ktg_store_device_unpark (KtgStoreDevice *self, const char *id, GError **error);
gboolean
ktg_store_device_set_rules (KtgStoreDevice *self, const KtgSendingRules *rules, GError **error);
gboolean   ktg_store_device_note_spent (KtgStoreDevice *self,
                                        const KtgSpent *added,
                                        KtgSpent       *spent,
                                        GError        **error);
GPtrArray *ktg_store_device_verify (KtgStoreDevice *self, guint *n_checked);
void       ktg_store_device_assert_sound (KtgStoreDevice *self); /* verify finds nothing */

const KtgSummaryFields *ktg_store_device_get_summary (KtgStoreDevice *self,
                                                      const char     *id); /* NULL without one */
guint                   ktg_store_device_get_n_summaries (KtgStoreDevice *self);

/* A report of @account; @evidence: SHA-256 and preview of each file, NULL-terminated pairs ("" for
 * no preview). */
KtgReport *ktg_store_device_new_report (const char *account, const char *const *evidence);

/* The server's word, signed by @server for @device: every event and file of @owed. */
KtgReceipt  *ktg_store_device_new_receipt (KtgStoreDevice *self, const KtgOwed *owed);
KtgEnvelope *ktg_store_device_sign_receipt (KtgSigningKey *server, const KtgReceipt *receipt);
KtgEnvelope *ktg_store_device_sign_life (KtgStoreDevice *self,
                                         const char     *life,
                                         const char     *of,
                                         guint64         last,
                                         guint64         file);
void         ktg_store_device_deliver_all (KtgStoreDevice *self);

KtgPack *ktg_store_device_read_procedure (void); /* the one of the release */

/* Somebody else's event. */
KtgEnvelope *ktg_store_device_sign_step (KtgStoreDevice *self, /* which filed the report */
                                         KtgSigningKey  *author,
                                         const char     *report_id,
                                         guint64         seq,
                                         const char     *prev,
                                         const char     *code);
KtgEnvelope *ktg_store_device_sign_event (KtgSigningKey *author, KtgEvent *event);
KtgEnvelope *ktg_store_device_sign_report (KtgSigningKey   *author,
                                           const char      *report_id,
                                           const KtgReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgStoreDevice, ktg_store_device_free)

G_END_DECLS
