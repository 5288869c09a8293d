/* ktg-http-answer.h - a status, headers, and bytes or a part of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KtgHttpAnswer KtgHttpAnswer;

typedef KtgHttpAnswer *(*KtgHttpComposeFunc) (gpointer data);

KtgHttpAnswer *ktg_http_answer_new (guint status, const char *content_type, GBytes *content);
KtgHttpAnswer *ktg_http_answer_new_file (guint       status,
                                         const char *content_type,
                                         int         fd,
                                         guint64     offset,
                                         guint64     size_bytes);
KtgHttpAnswer *ktg_http_answer_new_problem (guint status, const char *type, const char *title);
KtgHttpAnswer *ktg_http_answer_new_document (guint status, const char *type, GBytes *document);
KtgHttpAnswer *ktg_http_answer_new_busy (void);
KtgHttpAnswer      *
ktg_http_answer_new_later (KtgHttpComposeFunc compose, gpointer data, GDestroyNotify destroy);
void ktg_http_answer_free (KtgHttpAnswer *self);

void ktg_http_answer_add_header (KtgHttpAnswer *self, const char *name, const char *value);

const char *ktg_http_answer_get_problem (KtgHttpAnswer *self);
guint       ktg_http_answer_get_status (KtgHttpAnswer *self);
const char *ktg_http_answer_get_header (KtgHttpAnswer *self, const char *name);
GBytes     *ktg_http_answer_get_content (KtgHttpAnswer *self);
gboolean    ktg_http_answer_is_file (KtgHttpAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgHttpAnswer, ktg_http_answer_free)

G_END_DECLS
