/* ktg-violation-row.c - a suspected violation in a report that is being written
 *
 * What the rules say of it stands with it: sanction, legal basis, and how sure that is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-violation-row.h"

#include "ktg-law-row.h"

#include <glib/gi18n.h>
#include <ktg-language.h>
#include <ktg-law-words.h>
#include <ktg-signal.h>

struct _KtgViolationRow
{
  GtkListBoxRow parent_instance;

  GtkLabel  *title;
  GtkLabel  *gloss;
  GtkLabel  *name;
  GtkWidget *remove;
  GtkWidget *notice_box;
  GtkLabel  *notice;
  GtkBox    *law;

  char *code;
};

enum
{
  SIGNAL_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgViolationRow, ktg_violation_row, GTK_TYPE_LIST_BOX_ROW)

static void
remove_clicked_cb (KtgViolationRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static void
set_words (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
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
  gtk_widget_class_bind_template_child (widget_class, KtgViolationRow, title);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationRow, gloss);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationRow, name);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationRow, remove);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationRow, notice_box);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationRow, notice);
  gtk_widget_class_bind_template_child (widget_class, KtgViolationRow, law);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
ktg_violation_row_init (KtgViolationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ktg_violation_row_new:
 * @code: of a suspected violation, "KE-05"
 *
 * Emits "removed" when it is to go.
 *
 * Returns: (transfer none): a floating row that shows nothing yet
 */
KtgViolationRow *
ktg_violation_row_new (const char *code)
{
  KtgViolationRow *self = g_object_new (KTG_TYPE_VIOLATION_ROW, NULL);
  /* Translators: a button; %s is a code such as KE-05, or what a form calls something */
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), code);

  self->code = g_strdup (code);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  return self;
}

/**
 * ktg_violation_row_show:
 * @self: a row
 * @law: what its report stands under
 *
 * Shows what the rules say of it, and what the officer should know before she stays with it.
 */
void
ktg_violation_row_show (KtgViolationRow *self, const KtgReportLaw *law)
{
  const KtgViolation *violation = ktg_report_law_get_violation (law, self->code);
  g_autofree char    *title = ktg_law_words_dup_short_name (law, self->code);
  g_autofree char    *notice = ktg_law_words_dup_notice (law, self->code);
  g_autoptr (GPtrArray) facts = violation != NULL ? ktg_law_words_new (law, violation) : NULL;

  set_words (self->title, title);
  set_words (self->gloss, violation != NULL ? self->code : NULL);
  set_words (self->name,
             violation != NULL ? ktg_words_get (&violation->name, ktg_language_get ()) : NULL);
  set_words (self->notice, notice);
  gtk_widget_set_visible (self->notice_box, notice != NULL);
  ktg_law_row_fill (self->law, facts, FALSE);
}

/**
 * ktg_violation_row_get_code:
 * @self: a row
 *
 * Returns: of the violation that it stands for
 */
const char *
ktg_violation_row_get_code (KtgViolationRow *self)
{
  return self->code;
}
