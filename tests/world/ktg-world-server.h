/* ktg-world-server.h - the real server, for a program that is devices as well
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KtgWorldServer KtgWorldServer;

KtgWorldServer *ktg_world_server_new (void); /* started */
void            ktg_world_server_free (KtgWorldServer *self);
void            ktg_world_server_stop (KtgWorldServer *self);
void ktg_world_server_start (KtgWorldServer *self); /* on the same folder and the same port */

guint       ktg_world_server_get_port (KtgWorldServer *self);
const char *ktg_world_server_get_folder (KtgWorldServer *self);
char       *ktg_world_server_make_officer_code (KtgWorldServer *self, const char *region);
char       *ktg_world_server_make_office_code (KtgWorldServer *self, const char *region);
/* Whose six words were heard. */
void ktg_world_server_confirm (KtgWorldServer *self, const char *device_key);
/* What an office on a good line decides. */
void ktg_world_server_take_step (KtgWorldServer *self, const char *report_id, const char *case_id);

/* Its folder as it is now, by the verb or by hand; and put back, on the same port. */
void ktg_world_server_back_up (KtgWorldServer *self, gboolean by_hand);
void ktg_world_server_put_back (KtgWorldServer *self);
/* What that office said is said again; it has no store to do so by itself. */
void ktg_world_server_say_steps_again (KtgWorldServer *self);

/* What the verb prints, and whether it was content. */
gboolean ktg_world_server_list (KtgWorldServer *self, char **json);
gboolean ktg_world_server_verify (KtgWorldServer *self, char **said);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgWorldServer, ktg_world_server_free)

G_END_DECLS
