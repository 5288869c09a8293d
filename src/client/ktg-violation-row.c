/* ktg-violation-row.c - one suspected violation, chosen
 *
 * Category and sanction stand beside it as what the list says; only an office decides.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-violation-row.h"

#include <glib/gi18n.h>
#include <ktg-language.h>
#include <ktg-signal.h>

struct _KtgViolationRow
{
  AdwActionRow parent_instance;

  GtkWidget *remove;
  char      *code;
};

enum
{
  SIGNAL_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgViolationRow, ktg_violation_row, ADW_TYPE_ACTION_ROW)

static void
remove_clicked_cb (KtgViolationRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static void
name_button (KtgViolationRow *self)
{
  /* Translators: a button; %s is a code such as KE-05 */
  g_autofree char *name = g_strdup_printf (_ ("Remove %s"), self->code);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

static void
ktg_violation_row_finalize (GObject *object)
{
  g_clear_pointer (&KTG_VIOLATION_ROW (object)->code, g_free);

  G_OBJECT_CLASS (ktg_violation_row_parent_class)->finalize (object);
}

static void
ktg_violation_row_class_init (KtgViolationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ktg_violation_row_finalize;

  signals[SIGNAL_REMOVED] = ktg_signal_new ("removed", KTG_TYPE_VIOLATION_ROW, G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-violation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgViolationRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
ktg_violation_row_init (KtgViolationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_violation_row_dup_gloss:
 * @session: what the codes mean
 * @violation: one of the pack
 *
 * Returns: "KE-05 · Code of ethics (suggestion)"
 */
char *
ktg_violation_row_dup_gloss (KtgSession *session, const KtgViolation *violation)
{
  const char *language = ktg_language_get ();
  const char *category = ktg_pack_get_choice_name (ktg_session_get_pack (session),
                                                   "categories",
                                                   violation->category,
                                                   language);

  /* Translators: a code, then a category of law that is only suggested */
  return g_strdup_printf (_ ("%s · %s (suggestion)"), violation->code, category);
}

/**
 * ktg_violation_row_new:
 * @session: what the codes mean
 * @code: a pack code
 *
 * Returns: (transfer none): a floating row
 */
KtgViolationRow *
ktg_violation_row_new (KtgSession *session, const char *code)
{
  KtgViolationRow    *self = g_object_new (KTG_TYPE_VIOLATION_ROW, NULL);
  const KtgViolation *violation = ktg_pack_get_violation (ktg_session_get_pack (session), code);
  g_autofree char    *gloss = NULL;
  g_autofree char    *name = NULL;
  g_autofree char    *subtitle = NULL;

  self->code = g_strdup (code);
  name_button (self);

  if (violation == NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), code);
      return self;
    }

  name = ktg_library_dup_violation_name (ktg_session_get_library (session), code);
  gloss = ktg_violation_row_dup_gloss (session, violation);
  subtitle
      = g_strdup_printf ("%s\n%s", gloss, ktg_words_get (&violation->name, ktg_language_get ()));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);

  return self;
}

/**
 * ktg_violation_row_get_code:
 * @self: a row
 *
 * Returns: the pack code of what is suspected
 */
const char *
ktg_violation_row_get_code (KtgViolationRow *self)
{
  return self->code;
}
