/* ktg-store.h - what this device remembers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-account.h>
#include <ktg-case.h>
#include <ktg-custody.h>
#include <ktg-draft.h>
#include <ktg-envelope.h>
#include <ktg-history.h>
#include <ktg-incoming.h>
#include <ktg-news.h>
#include <ktg-owed.h>
#include <ktg-pack-folder.h>
#include <ktg-pack.h>
#include <ktg-party.h>
#include <ktg-sending.h>
#include <ktg-server-notes.h>
#include <ktg-storage.h>
#include <ktg-store-error.h>
#include <ktg-summary.h>

G_BEGIN_DECLS

/* One profile folder: lock, vault.key, store.db, files/, reserve. All work is done, in order, on
 * one worker thread; every operation is offered as _async/_finish and calls back on the caller's
 * main context. Reads take a GCancellable, writes do not. What a list shows is held in memory, on
 * the thread that opened the store. */
#define KTG_TYPE_STORE (ktg_store_get_type ())
G_DECLARE_FINAL_TYPE (KtgStore, ktg_store, KTG, STORE, GObject)

void      ktg_store_open_async (const char         *profile_dir,
                                gint64              now_us,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
KtgStore *ktg_store_open_finish (GAsyncResult *result, GError **error);
void      ktg_store_close_async (KtgStore *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean  ktg_store_close_finish (KtgStore *self, GAsyncResult *result, GError **error);

void     ktg_store_use_pack_async (KtgStore           *self,
                                   const KtgPack      *pack,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
gboolean ktg_store_use_pack_finish (KtgStore *self, GAsyncResult *result, GError **error);
void     ktg_store_use_pack_folder (KtgStore *self, KtgPackFolder *packs);

/* Borrowed; main thread only. */
GListModel *
ktg_store_get_summaries (KtgStore *self); /* (element-type KtgSummary), unsorted; drafts too */
KtgSummary            *ktg_store_get_summary (KtgStore *self, const char *id); /* or NULL */
gboolean               ktg_store_holds_folder (KtgStore *self, const char *folder);
const char            *ktg_store_get_device (KtgStore *self);  /* public key, base64url */
const KtgAccount      *ktg_store_get_account (KtgStore *self); /* NULL before enrolment */
gboolean               ktg_store_get_server_offset_ms (KtgStore *self, gint64 *offset_ms);
const KtgServerNotes  *ktg_store_get_server_notes (KtgStore *self);
const KtgSendingRules *ktg_store_get_sending_rules (KtgStore *self);
gboolean               ktg_store_is_disk_full (KtgStore *self); /* notify::disk-full */

/* --- drafts: mutable, on this device only --- */
void      ktg_store_save_draft_async (KtgStore           *self,
                                      KtgDraft           *draft,
                                      gint64              now_us,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean  ktg_store_save_draft_finish (KtgStore *self, GAsyncResult *result, GError **error);
void      ktg_store_load_draft_async (KtgStore           *self,
                                      const char         *id,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
KtgDraft *ktg_store_load_draft_finish (KtgStore *self, GAsyncResult *result, GError **error);
void      ktg_store_discard_draft_async (KtgStore           *self,
                                         const char         *id,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
gboolean  ktg_store_discard_draft_finish (KtgStore *self, GAsyncResult *result, GError **error);

/* --- evidence files --- */
KtgIncoming *ktg_store_begin_evidence (KtgStore *self, GError **error);
void         ktg_store_import_evidence_async (KtgStore           *self,
                                              KtgIncoming        *original /* taken */,
                                              GBytes             *preview,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
KtgEvidence      *
ktg_store_import_evidence_finish (KtgStore *self, GAsyncResult *result, GError **error);
void ktg_store_open_file_async (KtgStore           *self,
                                const char         *sha256,
                                guint64             offset,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
GInputStream *ktg_store_open_file_finish (KtgStore *self, GAsyncResult *result, GError **error);

/* --- what was done with a file on this device --- */
void       ktg_store_note_custody_async (KtgStore           *self,
                                         const char         *sha256,
                                         KtgCustodyAct       act,
                                         const KtgMoment    *now,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
gboolean   ktg_store_note_custody_finish (KtgStore *self, GAsyncResult *result, GError **error);
void       ktg_store_tell_custody_async (KtgStore           *self,
                                         const KtgMoment    *now,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
gboolean   ktg_store_tell_custody_finish (KtgStore *self, GAsyncResult *result, GError **error);
void       ktg_store_load_custody_async (KtgStore           *self,
                                         const char         *sha256,
                                         int                 utc_offset_s,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
GPtrArray *ktg_store_load_custody_finish (KtgStore *self, GAsyncResult *result, GError **error);

/* --- filing: one transaction, said only after COMMIT --- */
void     ktg_store_file_report_async (KtgStore           *self,
                                      const char         *report_id,
                                      KtgReport          *report /* taken */,
                                      const KtgMoment    *now,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
char    *ktg_store_file_report_finish (KtgStore     *self,
                                       GAsyncResult *result,
                                       GError      **error); /* the report's id */
void     ktg_store_amend_report_async (KtgStore           *self,
                                       const char         *report_id,
                                       const KtgReport    *report,
                                       const char         *reason,
                                       const KtgMoment    *now,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean ktg_store_amend_report_finish (KtgStore *self, GAsyncResult *result, GError **error);
void     ktg_store_file_amendment_async (KtgStore           *self,
                                         KtgDraft           *draft,
                                         const KtgMoment    *now,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
gboolean ktg_store_file_amendment_finish (KtgStore *self, GAsyncResult *result, GError **error);
void     ktg_store_withdraw_report_async (KtgStore           *self,
                                          const char         *report_id,
                                          const char         *reason,
                                          const KtgMoment    *now,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
gboolean ktg_store_withdraw_report_finish (KtgStore *self, GAsyncResult *result, GError **error);

void  ktg_store_refile_report_async (KtgStore           *self,
                                     const char         *report_id,
                                     const KtgMoment    *now,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
char *ktg_store_refile_report_finish (KtgStore     *self,
                                      GAsyncResult *result,
                                      GError      **error); /* the new report's id */

/* --- reading a report --- */
/* What is known of one file of a report. */
typedef struct
{
  char    *sha256;
  guint64  size_bytes;
  gboolean is_preview;
  gboolean is_here;     /* its bytes are on this device */
  gboolean is_freed;    /* they were, and the officer gave their room back */
  gboolean is_received; /* receipt held */
  char    *receipt_at;  /* the server's time, or NULL */
  char    *parked;      /* problem type, or NULL */
} KtgFileHeld;

typedef struct
{
  KtgHistory *history;
  KtgSummary *summary;
  GPtrArray  *files;          /* (element-type KtgFileHeld) */
  GPtrArray  *event_receipts; /* (element-type utf8) in history order: the server's time of each
                                 event's receipt, or "" */
  const char *holder; /* "centre" where that has all that was delivered, "relay" where it is on its
                         way there, NULL before anything is delivered */
  char       *parked; /* problem type of the first refused event or file, or NULL */
  char       *anew;   /* the report that took its place, or NULL */
  KtgCase    *folded; /* what offices did with it; NULL: no packs were read, or no filing is here */
  KtgStanding me;     /* what this device is now, as far as it can prove that; owned */
} KtgReportHeld;

void               ktg_report_held_free (KtgReportHeld *held);
const KtgFileHeld *ktg_report_held_find_file (const KtgReportHeld *held, const char *sha256);
gboolean           ktg_report_held_may_be_refiled (const KtgReportHeld *held);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgReportHeld, ktg_report_held_free)

void           ktg_store_load_report_async (KtgStore           *self,
                                            const char         *report_id,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
KtgReportHeld *ktg_store_load_report_finish (KtgStore *self, GAsyncResult *result, GError **error);

/* --- what an office says of it --- */
void  ktg_store_act_on_case_async (KtgStore           *self,
                                   const char         *report_id,
                                   KtgEvent           *said,
                                   const KtgMoment    *now,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
char *ktg_store_act_on_case_finish (KtgStore     *self,
                                    GAsyncResult *result,
                                    GError      **error); /* the event's id */

/* --- what was signed about it --- */
typedef struct
{
  KtgEnvelope *envelope;
  guint64      server_index; /* 0: the server has not said one */
} KtgSignedEvent;

typedef struct
{
  GPtrArray *events;   /* (element-type KtgSignedEvent) as they travel */
  GPtrArray *receipts; /* (element-type KtgEnvelope) that cover them or its files, each once */
} KtgReportPapers;

void ktg_report_papers_free (KtgReportPapers *papers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgReportPapers, ktg_report_papers_free)

void ktg_store_load_papers_async (KtgStore           *self,
                                  const char         *report_id,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
KtgReportPapers *
ktg_store_load_papers_finish (KtgStore *self, GAsyncResult *result, GError **error);

/* --- the other side --- */
void     ktg_store_set_account_async (KtgStore           *self,
                                      const KtgAccount   *account,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean ktg_store_set_account_finish (KtgStore *self, GAsyncResult *result, GError **error);

void       ktg_store_load_owed_async (KtgStore           *self,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
KtgOwed   *ktg_store_load_owed_finish (KtgStore *self, GAsyncResult *result, GError **error);
void       ktg_store_load_events_async (KtgStore           *self,
                                        GPtrArray          *event_ids,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
GPtrArray *ktg_store_load_events_finish (KtgStore *self, GAsyncResult *result, GError **error);

void     ktg_store_apply_news_async (KtgStore           *self,
                                     KtgNews            *news /* taken */,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean ktg_store_apply_news_finish (KtgStore *self, GAsyncResult *result, GError **error);
void     ktg_store_keep_pack_async (KtgStore            *self,
                                    const KtgPackNotice *notice,
                                    GBytes              *parcel,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
gboolean ktg_store_keep_pack_finish (KtgStore *self, GAsyncResult *result, GError **error);
void     ktg_store_bring_pack_async (KtgStore           *self,
                                     KtgPackPiece       *piece /* taken */,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean
ktg_store_bring_pack_finish (KtgStore *self, GAsyncResult *result, guint64 *n_here, GError **error);
void     ktg_store_unpark_async (KtgStore           *self,
                                 const char         *report_id,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
gboolean ktg_store_unpark_finish (KtgStore *self, GAsyncResult *result, GError **error);

/* --- the room it takes --- */
void        ktg_store_load_storage_async (KtgStore           *self,
                                          gint64              now_us,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
KtgStorage *ktg_store_load_storage_finish (KtgStore *self, GAsyncResult *result, GError **error);
void        ktg_store_free_originals_async (KtgStore           *self,
                                            gint64              now_us,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
gboolean    ktg_store_free_originals_finish (KtgStore *self, GAsyncResult *result, GError **error);

/* --- what may be sent, and what was --- */
void      ktg_store_set_sending_rules_async (KtgStore              *self,
                                             const KtgSendingRules *rules,
                                             GAsyncReadyCallback    callback,
                                             gpointer               user_data);
gboolean  ktg_store_set_sending_rules_finish (KtgStore *self, GAsyncResult *result, GError **error);
void      ktg_store_note_spent_async (KtgStore           *self,
                                      const KtgSpent     *added,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
KtgSpent *ktg_store_note_spent_finish (KtgStore *self, GAsyncResult *result, GError **error);

struct _KtgHttpRequestLine; /* of the room seal */
void ktg_store_sign_request (KtgStore                         *self,
                             const struct _KtgHttpRequestLine *line,
                             const char                       *tag,
                             gint64                            created_s,
                             const char                       *nonce,
                             char                            **signature_input,
                             char                            **signature);

/* --- proof --- */
void ktg_store_verify_async (KtgStore           *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);
GPtrArray *
ktg_store_verify_finish (KtgStore *self, GAsyncResult *result, guint *n_checked, GError **error);

G_END_DECLS
