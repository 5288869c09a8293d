/* ktg-signing-sheet.c - shows all that is about to be signed
 *
 * Nobody signs by one Enter too many: the focus is on the way back, and no button is the default.
 * What does not fit is scrolled through before it can be signed: the press that comes to the end is
 * not the one that signs, however quickly it is repeated. Of an amendment the reason is asked
 * first, and what changes stands above what stays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-signing-sheet.h"

#include "ktg-change-row.h"
#include "ktg-deadline-pill.h"
#include "ktg-fact-row.h"
#include "ktg-help-key.h"
#include "ktg-one-press.h"
#include "ktg-pair-layout.h"
#include "ktg-signed-file-row.h"

#include <glib/gi18n.h>
#include <ktg-doubts.h>
#include <ktg-language.h>
#include <ktg-report-clock.h>
#include <ktg-shown-text.h>
#include <ktg-signal.h>
#include <ktg-signed-facts.h>

#define WIDTH 940
#define HEIGHT 668
#define EDGE 48          /* of the window below that stays in sight */
#define NARROW_WIDTH 720 /* of that window; below it nothing of it does */

struct _KtgSigningSheet
{
  AdwWindow parent_instance;

  GtkScrolledWindow *scrolled_window;
  GtkLabel          *sentence;
  GtkWidget         *reason_box;
  GtkEditable       *reason;
  GtkWidget         *changes_box;
  GtkListBox        *changes;
  KtgDeadlinePill   *days_left;
  GtkListBox        *facts;
  GtkListBox        *files;
  GtkWidget         *doubts_box;
  GtkLabel          *doubts;
  GtkWidget         *missing_box;
  GtkLabel          *missing;
  GtkLabel          *officer;
  GtkLabel          *key;
  GtkBox            *buttons;
  GtkWidget         *back_button;
  GtkButton         *sign_button;
};

enum
{
  SIGNAL_SIGNED,
  SIGNAL_REASONED, /* with the reason, as far as it is typed */
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgSigningSheet, ktg_signing_sheet, ADW_TYPE_WINDOW)

static GtkAdjustment *
get_place (KtgSigningSheet *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scrolled_window);
}

static gboolean
is_seen_whole (KtgSigningSheet *self)
{
  GtkAdjustment *place = get_place (self);

  return gtk_adjustment_get_value (place) + gtk_adjustment_get_page_size (place)
         >= gtk_adjustment_get_upper (place) - 1;
}

/* Nothing that was filed is changed without one. */
static gboolean
lacks_reason (KtgSigningSheet *self)
{
  g_autofree char *bare = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  return gtk_widget_get_visible (self->reason_box) && *bare == '\0';
}

static void
scrolled_cb (KtgSigningSheet *self)
{
  gtk_button_set_label (self->sign_button,
                        lacks_reason (self)    ? _ ("Write a Reason First")
                        : is_seen_whole (self) ? _ ("Sign")
                                               : _ ("See the Rest"));
}

static void
reason_changed_cb (KtgSigningSheet *self)
{
  scrolled_cb (self);
  g_signal_emit (self, signals[SIGNAL_REASONED], 0, gtk_editable_get_text (self->reason));
}

static void
scroll_on (KtgSigningSheet *self)
{
  GtkAdjustment *place = get_place (self);

  gtk_adjustment_set_value (place,
                            gtk_adjustment_get_value (place)
                                + gtk_adjustment_get_page_size (place) * 0.9);
}

static void
sign_clicked_cb (KtgSigningSheet *self)
{
  if (lacks_reason (self))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->reason));
      return;
    }

  if (!is_seen_whole (self))
    {
      scroll_on (self);
      return;
    }

  g_signal_emit (self, signals[SIGNAL_SIGNED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
back_clicked_cb (KtgSigningSheet *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_block (GtkWidget *block, GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words);
  gtk_widget_set_visible (block, *words != '\0');
}

/* Of several of one name only those that are said otherwise. */
static gboolean
is_changed (const KtgFact *fact, const GPtrArray *changes)
{
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const KtgReportChange *change = g_ptr_array_index (changes, i);
      const char            *after = *change->after != '\0' ? change->after : _ ("None");

      if (g_str_equal (change->label, fact->name)
          && (g_str_equal (after, fact->value) || g_strcmp0 (after, fact->detail) == 0))
        return TRUE;
    }

  return FALSE;
}

/* @changes: what stands above already, or NULL. */
static void
show_facts (KtgSigningSheet *self,
            KtgSession      *session,
            const KtgReport *report,
            const GPtrArray *changes)
{
  g_autoptr (GPtrArray) facts = ktg_signed_facts_new (report,
                                                      ktg_session_get_pack (session),
                                                      ktg_session_get_regions (session),
                                                      ktg_language_get ());

  for (guint i = 0; i < facts->len; i++)
    {
      const KtgFact *fact = g_ptr_array_index (facts, i);

      if (!is_changed (fact, changes))
        gtk_list_box_append (self->facts, ktg_fact_row_new_whole (fact));
    }
}

static void
show_files (KtgSigningSheet *self, KtgSession *session, const KtgReport *report)
{
  KtgMoment now = ktg_session_now (session);
  int       place_offset_s = ktg_pack_get_utc_offset_s (ktg_session_get_pack (session),
                                                  report->place_region,
                                                  now.utc_offset_s);

  for (guint i = 0; i < report->evidence->len; i++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (report->evidence, i);
      g_autofree char   *doubt = ktg_doubts_dup_of_file (report, evidence, &now, place_offset_s);

      gtk_list_box_append (self->files, ktg_signed_file_row_new (session, evidence, doubt));
    }

  gtk_widget_set_visible (GTK_WIDGET (self->files), report->evidence->len > 0);
}

static void
show_doubts (KtgSigningSheet *self, KtgSession *session, const KtgReport *report)
{
  g_autoptr (KtgReportLaw) law = ktg_report_law_new (ktg_session_get_pack (session), report);
  KtgMoment now = ktg_session_now (session);
  g_autoptr (GPtrArray) doubts = ktg_doubts_new (report, law, &now);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < doubts->len; i++)
    g_string_append_printf (lines,
                            "%s• %s",
                            i > 0 ? "\n" : "",
                            (const char *)g_ptr_array_index (doubts, i));

  show_block (self->doubts_box, self->doubts, lines->str);
}

static void
show_days_left (KtgSigningSheet *self, KtgSession *session, const KtgReport *report)
{
  const KtgPack      *pack = ktg_session_get_pack (session);
  const KtgClockFacts clock = ktg_clock_facts_of_report (report);
  KtgMoment           now = ktg_session_now (session);
  KtgDeadline         deadline;

  if (!ktg_report_clock_find (pack, &clock, now.utc_offset_s, &deadline))
    return;

  ktg_deadline_pill_show (self->days_left, &deadline, pack, &now);
  gtk_widget_set_visible (GTK_WIDGET (self->days_left), TRUE);
}

static void
show_signer (KtgSigningSheet *self, KtgSession *session)
{
  KtgStore         *store = ktg_session_get_store (session);
  const KtgAccount *account = ktg_store_get_account (store);
  g_autofree char  *key = ktg_signed_facts_dup_key (ktg_store_get_device (store));
  /* Translators: %s is the beginning of the key of this device */
  g_autofree char *words = g_strdup_printf (_ ("Key of this device: %s"), key);
  g_autofree char *officer = ktg_shown_text_dup_line (account != NULL ? account->officer : NULL);

  gtk_label_set_label (self->officer,
                       officer != NULL ? officer
                                       : _ ("You, on this device; it is not enrolled yet"));
  gtk_label_set_label (self->key, words);
}

/* In one hand: one above the other, what was come for on top. */
static void
stack_buttons (KtgSigningSheet *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->buttons), GTK_ORIENTATION_VERTICAL);
  gtk_box_reorder_child_after (self->buttons, self->back_button, GTK_WIDGET (self->sign_button));
  gtk_widget_set_halign (GTK_WIDGET (self->buttons), GTK_ALIGN_FILL);
}

static void
ktg_signing_sheet_class_init (KtgSigningSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_REASONED] = ktg_signal_new ("reasoned", KTG_TYPE_SIGNING_SHEET, G_TYPE_STRING);
  signals[SIGNAL_SIGNED] = ktg_signal_new ("signed", KTG_TYPE_SIGNING_SHEET, G_TYPE_NONE);

  g_type_ensure (KTG_TYPE_DEADLINE_PILL);
  g_type_ensure (KTG_TYPE_PAIR_LAYOUT);
  ktg_help_key_bind (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-signing-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, sentence);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, reason_box);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, reason);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, changes_box);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, changes);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, days_left);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, facts);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, files);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, doubts_box);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, doubts);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, missing_box);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, missing);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, officer);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, key);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, buttons);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, back_button);
  gtk_widget_class_bind_template_child (widget_class, KtgSigningSheet, sign_button);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ktg_signing_sheet_init (KtgSigningSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (get_place (self), "changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (get_place (self), "value-changed", G_CALLBACK (scrolled_cb), self);
  gtk_widget_set_visible (self->missing_box, FALSE);
  ktg_one_press_guard (GTK_WIDGET (self->buttons));
}

/**
 * ktg_signing_sheet_new:
 * @session: whose officer signs
 * @report: what is signed
 *
 * It emits "signed" when she does, and closes itself either way.
 *
 * Returns: (transfer none): a sheet, not shown yet
 */
KtgSigningSheet *
ktg_signing_sheet_new (KtgSession *session, const KtgReport *report)
{
  KtgSigningSheet *self = g_object_new (KTG_TYPE_SIGNING_SHEET, NULL);

  show_facts (self, session, report, NULL);
  show_files (self, session, report);
  show_doubts (self, session, report);
  show_days_left (self, session, report);
  show_signer (self, session);
  return self;
}

/* Its number and the time of its filing are the first ones, and no clock runs for it. */
static void
say_amendment (KtgSigningSheet *self, const char *number)
{
  g_autofree char *title = number == NULL
                               ? g_strdup (_ ("Sign the Amendment"))
                               : g_strdup_printf ("%s · %s", _ ("Sign the Amendment"), number);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_markup (self->sentence,
                        _ ("With this you sign a new version of the report. The version before "
                           "<b>stays and can be read</b>, with your reason beside it. The number "
                           "and the time of filing stay."));
}

/**
 * ktg_signing_sheet_new_amendment:
 * @session: whose officer signs
 * @report: what is signed
 * @changes: (element-type KtgReportChange): what is said otherwise than it was filed
 * @reason: (nullable): as far as it is typed
 *
 * It emits "reasoned" while the reason is typed, else it is as a new report's.
 *
 * Returns: (transfer none): a sheet, not shown yet
 */
KtgSigningSheet *
ktg_signing_sheet_new_amendment (KtgSession      *session,
                                 const KtgReport *report,
                                 const GPtrArray *changes,
                                 const char      *reason)
{
  KtgSigningSheet *self = g_object_new (KTG_TYPE_SIGNING_SHEET, NULL);

  gtk_widget_set_visible (self->reason_box, TRUE);
  gtk_widget_set_visible (self->changes_box, TRUE);
  gtk_editable_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "quiet");
  for (guint i = 0; i < changes->len; i++)
    gtk_list_box_append (self->changes, ktg_change_row_new (g_ptr_array_index (changes, i)));

  say_amendment (self, report->number);
  show_facts (self, session, report, changes);
  show_files (self, session, report);
  show_doubts (self, session, report);
  show_signer (self, session);
  scrolled_cb (self);
  return self;
}

/**
 * ktg_signing_sheet_say_missing:
 * @self: a sheet
 * @missing: what the office will miss; "" if nothing
 */
void
ktg_signing_sheet_say_missing (KtgSigningSheet *self, const char *missing)
{
  show_block (self->missing_box, self->missing, missing);
}

/**
 * ktg_signing_sheet_show_over:
 * @self: a sheet
 * @parent: the window it is asked from
 */
void
ktg_signing_sheet_show_over (KtgSigningSheet *self, GtkWindow *parent)
{
  int parent_width = gtk_widget_get_width (GTK_WIDGET (parent));
  int parent_height = gtk_widget_get_height (GTK_WIDGET (parent));

  if (parent_width < NARROW_WIDTH)
    {
      stack_buttons (self);
      gtk_window_set_default_size (GTK_WINDOW (self), parent_width, parent_height);
    }
  else
    gtk_window_set_default_size (GTK_WINDOW (self),
                                 MIN (WIDTH, parent_width - EDGE),
                                 MAX (MIN (HEIGHT, parent_height - EDGE), 300));

  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_focus (GTK_WINDOW (self),
                        lacks_reason (self) ? GTK_WIDGET (self->reason) : self->back_button);
  gtk_window_present (GTK_WINDOW (self));
}
