/* ktg-device.h - a device and the server it was enrolled with, for tests of the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each call waits for the store's answer.
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
} KtgDevice;

/* To be given away with a slot that holds NULL, and what waits until something is in it. */
void          ktg_device_answered_cb (GObject *object, GAsyncResult *result, gpointer slot);
GAsyncResult *ktg_device_wait_for (GAsyncResult **slot);

KtgDevice *ktg_device_new (void); /* with the profile not yet made */
void       ktg_device_free (KtgDevice *self);

gboolean ktg_device_open (KtgDevice *self, GError **error);
gboolean ktg_device_open_at (KtgDevice *self, gint64 now_us, GError **error);
void     ktg_device_close (KtgDevice *self);
void     ktg_device_reopen (KtgDevice *self); /* and nothing may go wrong */

gboolean  ktg_device_enrol (KtgDevice *self, GError **error);
gboolean  ktg_device_enrol_with (KtgDevice *self, KtgSigningKey *server, GError **error);
gboolean  ktg_device_save_draft (KtgDevice *self, KtgDraft *draft, GError **error);
KtgDraft *ktg_device_load_draft (KtgDevice *self, const char *id, GError **error);
gboolean  ktg_device_discard_draft (KtgDevice *self, const char *id, GError **error);
char     *ktg_device_import (KtgDevice *self, const char *text, GError **error); /* SHA-256 */
char *
ktg_device_import_path (KtgDevice *self, const char *path, guint64 *size_bytes, GError **error);
GInputStream         *
ktg_device_open_file (KtgDevice *self, const char *sha256, guint64 offset, GError **error);
GBytes *ktg_device_read (KtgDevice *self, const char *sha256, guint64 offset, GError **error);
char   *ktg_device_file (KtgDevice *self, const char *id, const KtgReport *report, GError **error);
gboolean
      ktg_device_amend (KtgDevice *self, const char *id, const KtgReport *report, GError **error);
char *ktg_device_refile (KtgDevice *self, const char *id, GError **error); /* the new id */
gboolean       ktg_device_withdraw (KtgDevice *self, const char *id, GError **error);
KtgReportHeld *ktg_device_load (KtgDevice *self, const char *id, GError **error);
KtgOwed       *ktg_device_load_owed (KtgDevice *self);
GPtrArray     *ktg_device_load_events (KtgDevice *self, GPtrArray *ids, GError **error);
gboolean       ktg_device_apply (KtgDevice *self, KtgNews *news, GError **error); /* takes @news */
gboolean       ktg_device_unpark (KtgDevice *self, const char *id, GError **error);
GPtrArray     *ktg_device_verify (KtgDevice *self, guint *n_checked);
void           ktg_device_assert_sound (KtgDevice *self); /* verify finds nothing */

const KtgSummaryFields *ktg_device_get_summary (KtgDevice  *self,
                                                const char *id); /* NULL without one */
guint                   ktg_device_get_n_summaries (KtgDevice *self);

/* A report of @account; @evidence: SHA-256 and preview of each file, NULL-terminated pairs ("" for
 * no preview). */
KtgReport *ktg_device_new_report (const char *account, const char *const *evidence);

/* The server's word, signed by @server for @device: every event and file of @owed. */
KtgReceipt  *ktg_device_new_receipt (KtgDevice *self, const KtgOwed *owed);
KtgEnvelope *ktg_device_sign_receipt (KtgSigningKey *server, const KtgReceipt *receipt);
KtgEnvelope *ktg_device_sign_life (KtgDevice  *self,
                                   const char *life,
                                   const char *of,
                                   guint64     last,
                                   guint64     file);
void         ktg_device_deliver_all (KtgDevice *self);

/* Somebody else's event. */
KtgEnvelope *ktg_device_sign_review (KtgSigningKey *author,
                                     const char    *report_id,
                                     guint64        seq,
                                     const char    *prev,
                                     const char    *state);
KtgEnvelope *
ktg_device_sign_report (KtgSigningKey *author, const char *report_id, const KtgReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDevice, ktg_device_free)

G_END_DECLS
