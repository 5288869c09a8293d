/* ktg-sending-group.c - the officer's rules of sending, as rows to change them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sending-group.h"

#include "ktg-sending-change.h"

#include <glib/gi18n.h>
#include <ktg-sending-words.h>

#define BYTES_PER_MB G_GINT64_CONSTANT (1000000)

/* What is offered; one that was made elsewhere is added. */
static const gint64 offered[] = {
  KTG_SENDING_NO_LIMIT, 10 * BYTES_PER_MB,  25 * BYTES_PER_MB,  50 * BYTES_PER_MB,
  100 * BYTES_PER_MB,   250 * BYTES_PER_MB, 500 * BYTES_PER_MB, 0,
};

struct _KtgSendingGroup
{
  AdwBin parent_instance;

  GtkSwitch   *holds_originals;
  GtkSwitch   *only_unmetered;
  AdwComboRow *day_limit;

  KtgSession *session;
  GArray     *limits; /* (element-type gint64) as the row offers them */
  gboolean    is_showing;
};

G_DEFINE_FINAL_TYPE (KtgSendingGroup, ktg_sending_group, ADW_TYPE_BIN)

static const KtgSendingRules *
get_rules (KtgSendingGroup *self)
{
  return ktg_store_get_sending_rules (ktg_session_get_store (self->session));
}

static guint
find_limit (const GArray *limits, gint64 day_bytes)
{
  guint i = 0;

  while (i < limits->len && g_array_index (limits, gint64, i) != day_bytes)
    i++;

  return i;
}

static void
append_words (GtkStringList *words, gint64 day_bytes)
{
  g_autofree char *limit = ktg_sending_words_dup_limit (day_bytes);

  gtk_string_list_append (words,
                          /* Translators: a daily limit of nothing */
                          day_bytes == 0 ? _ ("Only when I say so") : limit);
}

static void
offer_limits (KtgSendingGroup *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->limits->len; i++)
    append_words (words, g_array_index (self->limits, gint64, i));

  adw_combo_row_set_model (self->day_limit, G_LIST_MODEL (words));
}

static void
show_limit (KtgSendingGroup *self, gint64 day_bytes)
{
  if (find_limit (self->limits, day_bytes) == self->limits->len)
    {
      g_array_append_val (self->limits, day_bytes);
      offer_limits (self);
    }

  adw_combo_row_set_selected (self->day_limit, find_limit (self->limits, day_bytes));
}

static void
changed_cb (KtgSendingGroup *self)
{
  KtgSendingRules rules;
  guint           chosen = adw_combo_row_get_selected (self->day_limit);

  if (self->session == NULL || self->is_showing || chosen >= self->limits->len)
    return;

  rules = *get_rules (self);
  rules.holds_originals = gtk_switch_get_active (self->holds_originals);
  rules.only_unmetered = gtk_switch_get_active (self->only_unmetered);
  rules.day_bytes = g_array_index (self->limits, gint64, chosen);
  ktg_sending_change_make (self->session, &rules);
}

static void
ktg_sending_group_dispose (GObject *object)
{
  g_clear_object (&KTG_SENDING_GROUP (object)->session);

  G_OBJECT_CLASS (ktg_sending_group_parent_class)->dispose (object);
}

static void
ktg_sending_group_finalize (GObject *object)
{
  g_clear_pointer (&KTG_SENDING_GROUP (object)->limits, g_array_unref);

  G_OBJECT_CLASS (ktg_sending_group_parent_class)->finalize (object);
}

static void
ktg_sending_group_class_init (KtgSendingGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_sending_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_sending_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-sending-group.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgSendingGroup, holds_originals);
  gtk_widget_class_bind_template_child (widget_class, KtgSendingGroup, only_unmetered);
  gtk_widget_class_bind_template_child (widget_class, KtgSendingGroup, day_limit);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
ktg_sending_group_init (KtgSendingGroup *self)
{
  self->limits = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->limits, offered, G_N_ELEMENTS (offered));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_showing = TRUE;
  offer_limits (self);
  self->is_showing = FALSE;
}

/**
 * ktg_sending_group_show:
 * @self: the rows
 * @session: whose rules
 *
 * As they are kept, whoever changed them.
 */
void
ktg_sending_group_show (KtgSendingGroup *self, KtgSession *session)
{
  const KtgSendingRules *rules;

  g_set_object (&self->session, session);
  rules = get_rules (self);
  self->is_showing = TRUE;
  gtk_switch_set_active (self->holds_originals, rules->holds_originals);
  gtk_switch_set_active (self->only_unmetered, rules->only_unmetered);
  show_limit (self, rules->day_bytes);
  self->is_showing = FALSE;
}
