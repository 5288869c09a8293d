/* ktg-report-list.c - all reports and drafts, searched and filtered
 *
 * The store's summaries pass a filter and a sorter on their way to the view; nothing is copied.
 * Pictures are loaded for the rows that can be seen. The view is a grid of one column: GTK keeps
 * widgets for 30 rows of a grid, which no screen is high enough for, and for 200 of a list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-list.h"

#include "ktg-filter-bar.h"
#include "ktg-primary-menu.h"
#include "ktg-report-row.h"
#include "ktg-sync-strip.h"

#include <glib/gi18n.h>
#include <ktg-calendar-words.h>
#include <ktg-folded-text.h>
#include <ktg-report-order.h>
#include <ktg-signal.h>

#define FILTER_KEY "filter"
#define ORDER_KEY "order"
#define PERIOD_KEY "period"
#define PICTURE_DELAY_MS 60
#define GONE_BY_PX 96 /* scrolled in that time, a row is gone before anybody saw its picture */

struct _KtgReportList
{
  AdwBin parent_instance;

  AdwHeaderBar      *header_bar;
  GtkMenuButton     *menu_button;
  AdwWindowTitle    *title;
  GtkEditable       *search_entry;
  KtgFilterBar      *filter_bar;
  GtkStack          *stack;
  AdwStatusPage     *no_match;
  AdwStatusPage     *failed;
  GtkScrolledWindow *scrolled_window;
  GtkGridView       *list_view;
  KtgSyncStrip      *sync_strip;

  KtgSession         *session;
  char               *sought; /* folded */
  GtkFilter          *filter;
  GtkSorter          *sorter;
  KtgReportOrder      order;
  KtgReportPeriod     period;
  GtkSingleSelection *selection; /* over the sorted and filtered summaries */
  GPtrArray          *items;     /* of GtkListItem that are bound to a row, borrowed */
  guint               pictures_id;
  double              looked_at; /* where the list stood when pictures were last thought of */
  guint               counts_id;
};

enum
{
  PROP_0,
  PROP_ORDER, /* by name, as a menu sets it */
  PROP_PERIOD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KtgReportList, ktg_report_list, ADW_TYPE_BIN)

static gboolean
is_in_view (KtgReportList *self, GtkWidget *row)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (row)
      || !gtk_widget_compute_bounds (row, GTK_WIDGET (self->scrolled_window), &bounds))
    return FALSE;

  return bounds.origin.y + bounds.size.height > 0
         && bounds.origin.y < (float)gtk_widget_get_height (GTK_WIDGET (self->scrolled_window));
}

/* A picture is decoded by a process of its own, and the next frame wants the same processors. */
static gboolean
is_going_by (KtgReportList *self)
{
  double before = self->looked_at;

  self->looked_at
      = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window));
  return ABS (self->looked_at - before) > GONE_BY_PX;
}

static gboolean
load_pictures_cb (gpointer user_data)
{
  KtgReportList *self = user_data;

  if (is_going_by (self))
    return G_SOURCE_CONTINUE;

  self->pictures_id = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *row = gtk_list_item_get_child (g_ptr_array_index (self->items, i));

      if (is_in_view (self, row))
        ktg_report_row_load_picture (KTG_REPORT_ROW (row));
    }

  return G_SOURCE_REMOVE;
}

static void
queue_pictures (KtgReportList *self)
{
  if (self->pictures_id == 0)
    self->pictures_id = g_timeout_add (PICTURE_DELAY_MS, load_pictures_cb, self);
}

/* By the period, which is chosen in a menu and not seen. */
static const char *const no_words[] = {
  [KTG_REPORT_PERIOD_ALL]
  = N_ ("No report here has these words. All your reports are still there."),
  [KTG_REPORT_PERIOD_WEEK] = N_ ("No report of the last seven days has these words. All your "
                                 "reports are still there."),
  [KTG_REPORT_PERIOD_MONTH] = N_ ("No report of the last thirty days has these words. All your "
                                  "reports are still there."),
};
static const char *const no_kind[] = {
  [KTG_REPORT_PERIOD_ALL] = N_ ("No report is of this kind now. All your reports are still there."),
  [KTG_REPORT_PERIOD_WEEK] = N_ ("No report of the last seven days is of this kind. All your "
                                 "reports are still there."),
  [KTG_REPORT_PERIOD_MONTH] = N_ ("No report of the last thirty days is of this kind. All your "
                                  "reports are still there."),
};

/* Whoever typed no words is not told of words. */
static void
explain_no_match (KtgReportList *self)
{
  gboolean has_words = *gtk_editable_get_text (self->search_entry) != '\0';

  adw_status_page_set_description (self->no_match,
                                   _ (has_words ? no_words[self->period] : no_kind[self->period]));
}

static void
show_right_page (KtgReportList *self, GListModel *summaries)
{
  explain_no_match (self);

  if (g_list_model_get_n_items (summaries) == 0)
    gtk_stack_set_visible_child_name (self->stack, "opening"); /* the window greets */
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    gtk_stack_set_visible_child_name (self->stack, "no-match");
  else
    gtk_stack_set_visible_child_name (self->stack, "list");
}

/* Thousands are asked at each letter, and the clock only where it counts. */
static gboolean
is_of_period (KtgReportList *self, const KtgSummaryFields *fields)
{
  KtgMoment now;

  if (self->period == KTG_REPORT_PERIOD_ALL)
    return TRUE;

  now = ktg_session_now (self->session);
  return ktg_report_period_has (self->period, fields, &now);
}

static gboolean
is_hidden (KtgReportList *self, KtgSummary *summary)
{
  const char *id = ktg_draft_bin_get_id (ktg_session_get_bin (self->session));

  return g_strcmp0 (ktg_summary_get (summary)->id, id) == 0;
}

static gboolean
count_cb (gpointer user_data)
{
  KtgReportList *self = user_data;
  GListModel    *summaries = ktg_store_get_summaries (ktg_session_get_store (self->session));
  guint          n_summaries = g_list_model_get_n_items (summaries);
  guint          counts[KTG_N_REPORT_FILTERS] = { 0 };

  self->counts_id = 0;

  for (guint i = 0; i < n_summaries; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      if (is_hidden (self, summary) || !is_of_period (self, ktg_summary_get (summary)))
        continue;

      counts[KTG_REPORT_FILTER_ALL]++;
      counts[ktg_report_filter_of (ktg_summary_get (summary))]++;
    }

  ktg_filter_bar_set_counts (self->filter_bar, counts);
  show_right_page (self, summaries);
  queue_pictures (self);

  return G_SOURCE_REMOVE;
}

static void
summaries_changed_cb (KtgReportList *self)
{
  if (self->counts_id == 0)
    self->counts_id = g_idle_add (count_cb, self);
}

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  KtgReportList  *self = user_data;
  KtgSummary     *summary = item;
  KtgReportFilter filter = ktg_filter_bar_get_filter (self->filter_bar);

  if (filter != KTG_REPORT_FILTER_ALL && ktg_report_filter_of (ktg_summary_get (summary)) != filter)
    return FALSE;

  return !is_hidden (self, summary) && is_of_period (self, ktg_summary_get (summary))
         && (self->sought == NULL || ktg_summary_has_words (summary, self->sought));
}

static int
compare_summaries (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return ktg_report_order_compare (KTG_REPORT_LIST (user_data)->order,
                                   KTG_SUMMARY ((gpointer)a),
                                   KTG_SUMMARY ((gpointer)b));
}

static void
refilter (KtgReportList *self, GtkFilterChange change)
{
  if (self->session == NULL)
    return;

  g_free (self->sought);
  self->sought = ktg_folded_text_new (gtk_editable_get_text (self->search_entry));
  gtk_filter_changed (self->filter, change);
  show_right_page (self, ktg_store_get_summaries (ktg_session_get_store (self->session)));
  queue_pictures (self);
}

static void
bin_changed_cb (KtgReportList *self)
{
  refilter (self, GTK_FILTER_CHANGE_DIFFERENT);
  summaries_changed_cb (self);
}

static void
search_changed_cb (KtgReportList *self)
{
  refilter (self, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
search_stopped_cb (KtgReportList *self)
{
  gtk_editable_set_text (self->search_entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
filter_changed_cb (KtgReportList *self)
{
  if (self->session != NULL)
    ktg_view_file_set (ktg_session_get_view_file (self->session),
                       FILTER_KEY,
                       ktg_report_filter_get_name (ktg_filter_bar_get_filter (self->filter_bar)));

  refilter (self, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
show_all_clicked_cb (KtgReportList *self)
{
  gtk_editable_set_text (self->search_entry, "");
  ktg_filter_bar_set_filter (self->filter_bar, KTG_REPORT_FILTER_ALL);
  g_object_set (self, "period", ktg_report_period_get_name (KTG_REPORT_PERIOD_ALL), NULL);
  refilter (self, GTK_FILTER_CHANGE_LESS_STRICT);
}

static void
row_activated_cb (KtgReportList *self, guint position)
{
  g_autoptr (KtgSummary) summary = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  g_signal_emit (self, signals[SIGNAL_OPENED], 0, summary);
}

/* What was typed counts at once, however fast Enter came after it. */
static void
search_activated_cb (KtgReportList *self)
{
  refilter (self, GTK_FILTER_CHANGE_DIFFERENT);

  if (self->selection != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    row_activated_cb (self, 0);
}

static void
row_set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, g_object_new (KTG_TYPE_REPORT_ROW, NULL));
}

static void
show_item (KtgReportList *self, GtkListItem *item)
{
  ktg_report_row_show (KTG_REPORT_ROW (gtk_list_item_get_child (item)),
                       self->session,
                       gtk_list_item_get_item (item));
}

/* Another law may hold, or another day has begun. */
static void
law_changed_cb (KtgReportList *self)
{
  ktg_report_list_refresh_title (self);
  for (guint i = 0; i < self->items->len; i++)
    show_item (self, g_ptr_array_index (self->items, i));
  queue_pictures (self);
}

static void
row_bound_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KtgReportList *self)
{
  show_item (self, item);
  g_ptr_array_add (self->items, item);
  queue_pictures (self);
}

static void
row_unbound_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KtgReportList *self)
{
  g_ptr_array_remove_fast (self->items, item);
}

/* Sorted before it is filtered: a letter in the search sorts nothing anew.
 *
 * Returns: (transfer full): what asks @self as long as it is there */
static GListModel *
make_filtered_model (KtgReportList *self, GListModel *summaries)
{
  GtkSortListModel *sorted;

  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_summaries, self, NULL));
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  sorted = gtk_sort_list_model_new (g_object_ref (summaries), g_object_ref (self->sorter));

  return G_LIST_MODEL (
      gtk_filter_list_model_new (G_LIST_MODEL (sorted), g_object_ref (self->filter)));
}

static void
fill_list_view (KtgReportList *self)
{
  GListModel *summaries = ktg_store_get_summaries (ktg_session_get_store (self->session));
  g_autoptr (GListModel) filtered = make_filtered_model (self, summaries);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, filtered);

  g_signal_connect (factory, "setup", G_CALLBACK (row_set_up_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bound_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (row_unbound_cb), self);
  gtk_grid_view_set_factory (self->list_view, factory);
  gtk_grid_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_object (summaries,
                           "items-changed",
                           G_CALLBACK (summaries_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
remember (KtgReportList *self, const char *key, const char *name)
{
  if (self->session != NULL)
    ktg_view_file_set (ktg_session_get_view_file (self->session), key, name);
}

static void
ktg_report_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KtgReportList *self = KTG_REPORT_LIST (object);

  g_value_set_string (value,
                      id == PROP_ORDER ? ktg_report_order_get_name (self->order)
                                       : ktg_report_period_get_name (self->period));
}

static void
ktg_report_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  KtgReportList *self = KTG_REPORT_LIST (object);
  const char    *name = g_value_get_string (value);

  if (id == PROP_ORDER)
    {
      self->order = ktg_report_order_from_name (name);
      remember (self, ORDER_KEY, name);
      if (self->sorter != NULL)
        gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
      queue_pictures (self);
      return;
    }

  self->period = ktg_report_period_from_name (name);
  remember (self, PERIOD_KEY, name);
  refilter (self, GTK_FILTER_CHANGE_DIFFERENT);
  if (self->session != NULL)
    summaries_changed_cb (self); /* there are more of each kind, or fewer */
}

static void
ktg_report_list_dispose (GObject *object)
{
  KtgReportList *self = KTG_REPORT_LIST (object);

  g_clear_handle_id (&self->pictures_id, g_source_remove);
  g_clear_handle_id (&self->counts_id, g_source_remove);

  if (self->list_view != NULL)
    gtk_grid_view_set_model (self->list_view, NULL);

  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_report_list_parent_class)->dispose (object);
}

static void
ktg_report_list_finalize (GObject *object)
{
  g_clear_pointer (&KTG_REPORT_LIST (object)->items, g_ptr_array_unref);
  g_clear_pointer (&KTG_REPORT_LIST (object)->sought, g_free);

  G_OBJECT_CLASS (ktg_report_list_parent_class)->finalize (object);
}

static void
ktg_report_list_class_init (KtgReportListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ktg_report_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_report_list_finalize;

  G_OBJECT_CLASS (klass)->get_property = ktg_report_list_get_property;
  G_OBJECT_CLASS (klass)->set_property = ktg_report_list_set_property;
  properties[PROP_ORDER] = g_param_spec_string ("order",
                                                NULL,
                                                NULL,
                                                "deadline",
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PERIOD] = g_param_spec_string ("period",
                                                 NULL,
                                                 NULL,
                                                 "all",
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "list.order", "order");
  gtk_widget_class_install_property_action (widget_class, "list.period", "period");
  signals[SIGNAL_OPENED] = ktg_signal_new ("opened", KTG_TYPE_REPORT_LIST, KTG_TYPE_SUMMARY);

  g_type_ensure (KTG_TYPE_FILTER_BAR);
  g_type_ensure (KTG_TYPE_SYNC_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/kentongan/Kentongan/ktg-report-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KtgReportList, header_bar);
  gtk_widget_class_bind_template_child (widget_class, KtgReportList, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KtgReportList, title);
  gtk_widget_class_bind_template_child (widget_class, KtgReportList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, KtgReportList, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, KtgReportList, stack);
  gtk_widget_class_bind_template_child (widget_class, KtgReportList, no_match);
  gtk_widget_class_bind_template_child (widget_class, KtgReportList, failed);
  gtk_widget_class_bind_template_child (widget_class, KtgReportList, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, KtgReportList, list_view);
  gtk_widget_class_bind_template_child (widget_class, KtgReportList, sync_strip);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
ktg_report_list_init (KtgReportList *self)
{
  GtkAdjustment *adjustment;

  self->items = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ktg_primary_menu_fill (self->menu_button);
  /* Letters that are typed at the list search it. */
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search_entry),
                                           GTK_WIDGET (self->list_view));
  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  g_signal_connect_object (adjustment,
                           "value-changed",
                           G_CALLBACK (queue_pictures),
                           self,
                           G_CONNECT_SWAPPED);
  /* Rows have no place before they are laid out, and that can take longer than the delay. */
  g_signal_connect_object (adjustment,
                           "changed",
                           G_CALLBACK (queue_pictures),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * ktg_report_list_show:
 * @self: the list
 * @session: whose reports to show; once
 */
void
ktg_report_list_show (KtgReportList *self, KtgSession *session)
{
  KtgViewFile     *view_file = ktg_session_get_view_file (session);
  g_autofree char *filter = ktg_view_file_dup (view_file, FILTER_KEY);
  g_autofree char *order = ktg_view_file_dup (view_file, ORDER_KEY);
  g_autofree char *period = ktg_view_file_dup (view_file, PERIOD_KEY);

  g_return_if_fail (self->session == NULL);

  g_object_set (self, "order", order, "period", period, NULL);
  ktg_filter_bar_set_filter (self->filter_bar, ktg_report_filter_from_name (filter));
  self->session = g_object_ref (session);
  g_signal_connect_object (ktg_session_get_bin (session),
                           "changed",
                           G_CALLBACK (bin_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  fill_list_view (self);
  ktg_sync_strip_show (self->sync_strip, session);
  ktg_report_list_refresh_title (self);
  g_signal_connect_object (ktg_session_get_library (session),
                           "changed",
                           G_CALLBACK (law_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  count_cb (self);
}

/**
 * ktg_report_list_refresh_title:
 * @self: the list
 *
 * The account's area stands under the name of the program, and how near its election is.
 */
void
ktg_report_list_refresh_title (KtgReportList *self)
{
  const char      *region = ktg_session_get_own_region (self->session);
  g_autofree char *place
      = ktg_library_dup_place (ktg_session_get_library (self->session), region, NULL);
  KtgMoment        now = ktg_session_now (self->session);
  g_autofree char *calendar
      = ktg_calendar_words_dup (ktg_session_get_pack (self->session), region, &now);
  g_autofree char *subtitle = g_strdup_printf ("%s%s%s",
                                               place,
                                               *place != '\0' && calendar != NULL ? " · " : "",
                                               calendar != NULL ? calendar : "");

  adw_window_title_set_subtitle (self->title, subtitle);
}

/**
 * ktg_report_list_show_failure:
 * @self: the list
 * @sentence: why there is nothing to show
 */
void
ktg_report_list_show_failure (KtgReportList *self, const char *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->failed, markup);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/**
 * ktg_report_list_set_folded:
 * @self: the list
 * @is_folded: whether it has the window for itself
 */
void
ktg_report_list_set_folded (KtgReportList *self, gboolean is_folded)
{
  adw_header_bar_set_show_end_title_buttons (self->header_bar, is_folded);
}

/**
 * ktg_report_list_search:
 * @self: the list
 *
 * Puts the cursor where one searches.
 */
void
ktg_report_list_search (KtgReportList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (self->search_entry, 0, -1);
}

/**
 * ktg_report_list_select:
 * @self: the list
 * @id: (nullable): the report that is open beside it
 */
void
ktg_report_list_select (KtgReportList *self, const char *id)
{
  guint n_items
      = self->selection == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; id != NULL && i < n_items; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (g_str_equal (ktg_summary_get (summary)->id, id))
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }

  if (self->selection != NULL)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}
