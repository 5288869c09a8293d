/* ktg-test-server.h - a real server in the test's own process
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-test-device.h"

#include <ktg-account.h>
#include <ktg-archive.h>
#include <ktg-chain.h>
#include <ktg-node.h>

G_BEGIN_DECLS

typedef struct
{
  char       *folder;
  char       *packs_folder; /* may be set before the start */
  KtgArchive *archive;
  KtgNode    *node;
  guint       port;
  guint       n_nonces; /* may be set before the start */
} KtgTestServer;

KtgTestServer *ktg_test_server_new (void);
void           ktg_test_server_free (KtgTestServer *self); /* its folder, too */
void           ktg_test_server_start (KtgTestServer *self);
void           ktg_test_server_stop (KtgTestServer *self);
void           ktg_test_server_restart (KtgTestServer *self); /* on the same port */

char *ktg_test_server_dup_url (KtgTestServer *self);
char *ktg_test_server_make_code (KtgTestServer *self, KtgRole role, const char *region);
char *ktg_test_server_make_node_code (KtgTestServer *self, const char *region);
/* The verb of an administrator who heard these six; gives its exit status. @out: may be NULL. */
int ktg_test_server_confirm_by (KtgTestServer *self,
                                const char    *device, /* its key or number */
                                const char    *six_words,
                                char         **out);
/* By those that the device shows. */
void ktg_test_server_confirm (KtgTestServer *self, const char *device_key);
/* A device that is enrolled, and confirmed where that is needed. */
KtgTestDevice *ktg_test_server_new_device (KtgTestServer *self, KtgRole role, const char *region);
/* One that nobody here knows, and that knows the server. @key: NULL: a new one. */
KtgTestDevice *ktg_test_server_new_stranger (KtgTestServer *self, KtgSigningKey *key);
/* What everybody may find out from what was signed, each link of which holds. */
KtgChain *ktg_test_server_read_chain (KtgTestServer *self, const KtgAccount *account);
/* The root's key, which a test may use as its keeper would. */
KtgSigningKey *ktg_test_server_load_root (KtgTestServer *self);
/* Runs a `kentongan-server` verb in this process; gives its exit status and what it printed. */
int ktg_test_server_run (KtgTestServer *self, char **out, ...) G_GNUC_NULL_TERMINATED;
/* A verb of one word or none, which has to say @part; gives its exit status. */
int  ktg_test_server_hear (KtgTestServer *self,
                           const char    *verb,
                           const char    *word, /* or NULL */
                           const char    *part);
void ktg_test_server_assert_sound (KtgTestServer *self); /* verify finds nothing */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgTestServer, ktg_test_server_free)

G_END_DECLS
