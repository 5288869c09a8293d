/* ktg-filed-toast.c - a report is filed, and what is handed out of it is offered
 *
 * Who reported something stands in front of the officer and waits for the receipt.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-filed-toast.h"

#include "ktg-paper-actions.h"
#include "ktg-toast.h"

#include <glib/gi18n.h>

#define SAID_S 20 /* there is something to press, and somebody to talk to */

static void
clicked_cb (GtkWidget *page)
{
  gtk_widget_activate_action (page, "paper.receipt", NULL);
}

/**
 * ktg_filed_toast_say:
 * @overlay: the window's
 * @sentence: that it is filed
 * @page: that shows the report
 *
 * Where a form is handed out from reports of its kind, it can be printed from here.
 */
void
ktg_filed_toast_say (AdwToastOverlay *overlay, const char *sentence, GtkWidget *page)
{
  AdwToast *toast;

  if (!ktg_paper_actions_has_receipt (page))
    {
      ktg_toast_say (overlay, sentence);
      return;
    }

  toast = ktg_toast_new (sentence);
  adw_toast_set_timeout (toast, SAID_S);
  adw_toast_set_button_label (toast, _ ("Print the Receipt…"));
  g_signal_connect_object (toast,
                           "button-clicked",
                           G_CALLBACK (clicked_cb),
                           page,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (overlay, toast);
}
