/* officer.h - a device with a store, a fake server and what brings them level
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-server.h"

#include <ktg-store-device.h>
#include <ktg-sync.h>

G_BEGIN_DECLS

typedef struct
{
  KtgStoreDevice *device;
  FakeServer     *server;
  KtgSync        *sync;
  GString *phases; /* each new one, as a letter: C T P O, offline x, waiting w, account a, level =,
                      held h */
} Officer;

extern const KtgSyncWorld officer_world;

Officer *officer_new (void); /* enrolled */
Officer *officer_new_unenrolled (void);
void     officer_free (Officer *self);
/* With @n_files originals of @file_bytes, each with a preview. The report's id. */
char    *officer_file (Officer *self, const char *account, guint n_files, gsize file_bytes);
gboolean officer_run (Officer *self, GError **error);
gboolean officer_enrol (Officer *self, const char *url, const char *code, GError **error);
void     officer_unpark (Officer *self);
guint    officer_get_n_owed (Officer *self); /* events and files */
void     officer_assert_level (Officer *self, guint n_events, guint n_files);
void
officer_assert_nothing_lost (Officer *self, guint n_events, guint n_files); /* none is parked */
void officer_wait_for (Officer *self, gboolean (*is_so) (Officer *));
void officer_let_pass (gint64 us);      /* on the monotonic clock of officer_world */
void officer_let_days_pass (gint64 us); /* on the other one */
void officer_set_metered (gboolean is_metered);
void officer_set_rules (Officer *self, const KtgSendingRules *rules);
void officer_hold_originals (Officer *self, gboolean holds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Officer, officer_free)

G_END_DECLS
