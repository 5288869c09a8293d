/* ktg-chain.h - who is who, as it follows from the root's key and what is signed under it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-event.h>
#include <ktg-node-standing.h>
#include <ktg-standing.h>

G_BEGIN_DECLS

/* A set of events, docs/PROTOCOL.md, "Trust": what it says does not depend on the order in which
 * they came, nor on how often. One thread at a time. */
typedef struct _KtgChain KtgChain;

#define KTG_CHAIN_NOW G_MAXUINT64 /* in place of the number of an event: any that is to come */

/* By KtgTrust, ended by NULL; "" where the word counts. */
extern const char *const ktg_trust_doubts[];

const char *ktg_trust_get_name (KtgTrust trust);

KtgChain *ktg_chain_new (const char *root_key);
void      ktg_chain_free (KtgChain *self);

gboolean ktg_chain_add (KtgChain *self, const char *id, const KtgEvent *event);
guint    ktg_chain_get_n_links (const KtgChain *self);

gboolean ktg_chain_knows (KtgChain *self, const char *key);
void ktg_chain_get_standing (KtgChain *self, const char *key, guint64 seq, KtgStanding *standing);
void ktg_chain_judge_event (KtgChain       *self,
                            const char     *id,
                            const KtgEvent *event,
                            KtgStanding    *standing);
KtgTrust ktg_chain_trust_event (KtgChain       *self,
                                const char     *id,
                                const KtgEvent *event,
                                KtgStanding    *standing);
gboolean
ktg_chain_get_node (KtgChain *self, const char *key, guint64 seq, KtgNodeStanding *standing);

const KtgDeviceAdmission *
ktg_chain_get_device_admission (KtgChain *self, const char *key, guint64 seq);
const KtgNodeAdmission *ktg_chain_get_node_admission (KtgChain *self, const char *key, guint64 seq);

gboolean ktg_chain_is_expired (KtgChain *self, const char *key, gint64 now_us);
KtgTrust ktg_chain_judge_link (KtgChain *self, const char *id);
KtgTrust ktg_chain_judge_request (KtgChain *self, const char *key, gint64 now_us);

GPtrArray *ktg_chain_list_reasons (KtgChain *self, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgChain, ktg_chain_free)

G_END_DECLS
