/* ktg-draft-toast.c - for a while a draft that was deleted can be taken back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-draft-toast.h"

#include "ktg-toast.h"

#include <glib/gi18n.h>

#define TOAST "toast" /* of a bin: that which is shown */
#define TIMEOUT_S 8

/* Nobody can press it any more. */
static void
gone_cb (KtgDraftBin *bin, AdwToast *toast)
{
  if (g_object_get_data (G_OBJECT (bin), TOAST) != toast)
    return;

  g_object_set_data (G_OBJECT (bin), TOAST, NULL);
  ktg_draft_bin_empty (bin);
}

static void
dismiss (KtgDraftBin *bin)
{
  AdwToast *toast = g_object_get_data (G_OBJECT (bin), TOAST);

  if (toast != NULL)
    adw_toast_dismiss (toast);
}

/**
 * ktg_draft_toast_offer:
 * @overlay: where it is said
 * @bin: into which the draft goes; the one before it is removed now
 * @id: of the draft
 * @undone: called with @self if it is wanted back
 * @self: who asks
 *
 * Says that the draft was deleted. When that is gone, so is the draft, unless it was taken out of
 * @bin.
 */
void
ktg_draft_toast_offer (AdwToastOverlay *overlay,
                       KtgDraftBin     *bin,
                       const char      *id,
                       GCallback        undone,
                       GObject         *self)
{
  AdwToast *toast = ktg_toast_new (_ ("Draft deleted"));

  dismiss (bin);
  ktg_draft_bin_put (bin, id);
  g_object_set_data_full (G_OBJECT (bin), TOAST, g_object_ref (toast), g_object_unref);
  adw_toast_set_timeout (toast, TIMEOUT_S);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", undone, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (gone_cb), bin, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (overlay, toast);
}
