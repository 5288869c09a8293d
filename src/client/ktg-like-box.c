/* ktg-like-box.c - a new report may begin like the one before
 *
 * It offers that; then it says what was taken over, and one press takes it back. Either press is
 * "pressed": whoever owns the box knows which it was.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-like-box.h"

#include "ktg-wrap-layout.h"

#include <glib/gi18n.h>
#include <ktg-signal.h>

struct _KtgLikeBox
{
  GtkWidget parent_instance;

  GtkLabel  *words;
  GtkButton *button;
};

enum
{
  SIGNAL_PRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgLikeBox, ktg_like_box, GTK_TYPE_WIDGET)

static void
clicked_cb (KtgLikeBox *self)
{
  g_signal_emit (self, signals[SIGNAL_PRESSED], 0);
}

static void
ktg_like_box_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KTG_TYPE_LIKE_BOX);

  G_OBJECT_CLASS (ktg_like_box_parent_class)->dispose (object);
}

static void
ktg_like_box_class_init (KtgLikeBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_like_box_dispose;
  signals[SIGNAL_PRESSED] = ktg_signal_new ("pressed", KTG_TYPE_LIKE_BOX, G_TYPE_NONE);
  gtk_widget_class_set_layout_manager_type (widget_class, KTG_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-like-box.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgLikeBox, words);
  gtk_widget_class_bind_template_child (widget_class, KtgLikeBox, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
ktg_like_box_init (KtgLikeBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self)), "spacing", 12, NULL);
}

/**
 * ktg_like_box_offer:
 * @self: a box
 *
 * Offers to begin like the last report.
 */
void
ktg_like_box_offer (KtgLikeBox *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->words), FALSE);
  gtk_button_set_label (self->button, _ ("Like the Last Report"));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * ktg_like_box_say:
 * @self: a box
 * @from: where it was taken over from: the short number of a report, or where else
 * @names: of what it said
 *
 * Says so, and offers to take it back.
 */
void
ktg_like_box_say (KtgLikeBox *self, const char *from, const char *names)
{
  g_autofree char *words
      /* Translators: the short number of a report, or where else, and the names of what it says */
      = g_strdup_printf (_ ("Taken over from %s: %s. The rest is yours to write."), from, names);

  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), TRUE);
  gtk_button_set_label (self->button, _ ("Undo"));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}
