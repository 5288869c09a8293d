/* ktg-test-link.h - signed events that say who is who, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>
#include <ktg-event.h>
#include <ktg-signing-key.h>

G_BEGIN_DECLS

KtgEvent    *ktg_test_link_begin (KtgEventKind kind, KtgSigningKey *author, guint64 seq);
KtgEnvelope *ktg_test_link_sign (KtgSigningKey *author, KtgEvent *event /* taken */);

/* Of the whole country. */
KtgEnvelope *ktg_test_link_admit_node (KtgSigningKey *author,
                                       guint64        seq,
                                       KtgSigningKey *node,
                                       const char    *kind,
                                       const char    *may_admit);
KtgEnvelope *ktg_test_link_admit_node_of (KtgSigningKey *author,
                                          guint64        seq,
                                          KtgSigningKey *node,
                                          const char    *kind,
                                          const char    *may_admit,
                                          const char    *scope);
KtgEnvelope *ktg_test_link_admit (KtgSigningKey *author,
                                  guint64        seq,
                                  const char    *device,
                                  const char    *officer,
                                  const char    *role,
                                  const char    *region);
/* From 2020 on. */
KtgEnvelope *ktg_test_link_admit_until (KtgSigningKey *author,
                                        guint64        seq,
                                        const char    *device,
                                        const char    *officer,
                                        const char    *role,
                                        const char    *region,
                                        const char    *until);
KtgEnvelope *
ktg_test_link_revoke (KtgSigningKey *author, guint64 seq, const char *device, guint64 last);
KtgEnvelope *
ktg_test_link_revoke_node (KtgSigningKey *author, guint64 seq, const char *node, guint64 last);
KtgEnvelope *ktg_test_link_publish (KtgSigningKey       *author,
                                    guint64              seq,
                                    const KtgPackNotice *notice,
                                    GBytes              *content);

G_END_DECLS
