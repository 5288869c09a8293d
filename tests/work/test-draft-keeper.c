/* test-draft-keeper.c - what a page says is in the store, whatever comes between
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-draft-keeper.h"

#include <ktg-store-device.h>

static KtgMoment
get_now (void)
{
  return (KtgMoment){ .wall_us = KTG_DEVICE_NOW_US, .utc_offset_s = 7 * 3600 };
}

static const KtgSyncWorld world = { .now = get_now };

/* A page of one line. */
typedef struct
{
  GObject        *object;
  KtgDraftKeeper *keeper;
  const char     *account;
  guint           n_written;
  guint           n_flushed;
  guint           n_discarded;
  guint           n_failed;
  guint           n_loaded;
  guint           n_filed;
} Page;

static Page *page; /* a keeper gives its page to the function that writes, and to no other */

static KtgReport *
write_report (gpointer object)
{
  g_assert_true (object == page->object);
  page->n_written++;
  return page->account != NULL ? ktg_store_device_new_report (page->account, NULL)
                               : ktg_report_new ();
}

static void
count_cb (guint *counter)
{
  (*counter)++;
}

static void
open_empty_page (KtgStoreDevice *device, Page *self)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (g_get_tmp_dir (), NULL);

  page = self;
  self->object = g_object_new (G_TYPE_OBJECT, NULL);
  self->keeper = ktg_draft_keeper_new (device->store, library, &world, self->object, write_report);
  g_signal_connect_swapped (self->keeper, "flushed", G_CALLBACK (count_cb), &self->n_flushed);
  g_signal_connect_swapped (self->keeper, "discarded", G_CALLBACK (count_cb), &self->n_discarded);
  g_signal_connect_swapped (self->keeper, "failed", G_CALLBACK (count_cb), &self->n_failed);
  g_signal_connect_swapped (self->keeper, "loaded", G_CALLBACK (count_cb), &self->n_loaded);
  g_signal_connect_swapped (self->keeper, "filed", G_CALLBACK (count_cb), &self->n_filed);
}

static void
open_page (KtgStoreDevice *device, Page *self)
{
  g_autoptr (KtgReport) empty = ktg_report_new ();

  open_empty_page (device, self);
  ktg_draft_keeper_begin (self->keeper, empty);
}

static void
write_words (Page *self, const char *account)
{
  self->account = account;
  ktg_draft_keeper_note_change (self->keeper);
}

static void
close_page (Page *self)
{
  ktg_draft_keeper_close (self->keeper);
  g_object_unref (self->keeper);
  g_object_unref (self->object);
}

static void
wait_for (const guint *counter)
{
  while (*counter == 0)
    g_main_context_iteration (NULL, TRUE);
}

static guint
count_drafts (KtgStoreDevice *device)
{
  return g_list_model_get_n_items (ktg_store_get_summaries (device->store));
}

static void
test_changed_while_saving (KtgStoreDevice *device)
{
  Page self = { 0 };
  g_autoptr (KtgSummary) summary = NULL;

  open_page (device, &self);
  write_words (&self, "Satu");
  g_assert_true (ktg_draft_keeper_flush (self.keeper));
  write_words (&self, "Satu dua");
  wait_for (&self.n_flushed);

  g_assert_cmpuint (self.n_written, ==, 2);
  g_assert_false (ktg_draft_keeper_flush (self.keeper));
  summary = g_list_model_get_item (ktg_store_get_summaries (device->store), 0);
  g_assert_cmpstr (ktg_summary_get (summary)->words, ==, "Satu dua");
  close_page (&self);
}

static void
test_nothing_stored (KtgStoreDevice *device)
{
  Page self = { 0 };

  open_page (device, &self);
  write_words (&self, "Satu");
  ktg_draft_keeper_discard (self.keeper);
  g_assert_cmpuint (self.n_discarded, ==, 1);
  g_assert_false (ktg_draft_keeper_flush (self.keeper));
  g_assert_cmpuint (self.n_written, ==, 0);
  close_page (&self);
}

static void
test_discarded_while_saving (KtgStoreDevice *device)
{
  Page self = { 0 };

  open_page (device, &self);
  write_words (&self, "Satu");
  ktg_draft_keeper_flush (self.keeper);
  ktg_draft_keeper_discard (self.keeper);
  wait_for (&self.n_discarded);
  g_assert_cmpuint (count_drafts (device), ==, 0);
  close_page (&self);
}

static void
test_page_left (KtgStoreDevice *device)
{
  Page     self = { 0 };
  gpointer kept;

  open_page (device, &self);
  kept = self.object;
  g_object_add_weak_pointer (self.object, &kept);
  write_words (&self, "Satu");
  ktg_draft_keeper_flush (self.keeper);
  close_page (&self);
  g_assert_nonnull (kept);
  wait_for (&self.n_flushed);
  g_assert_null (kept);
  g_assert_cmpuint (count_drafts (device), ==, 1);
}

static void
test_not_filed (KtgStoreDevice *device)
{
  Page self = { 0 };

  open_page (device, &self);
  write_words (&self, NULL);
  ktg_draft_keeper_file (self.keeper);
  g_assert_true (ktg_draft_keeper_is_over (self.keeper));
  wait_for (&self.n_failed);
  g_assert_false (ktg_draft_keeper_is_over (self.keeper));
  g_assert_false (ktg_draft_keeper_is_filing (self.keeper));
  close_page (&self);
}

static char *
file_first (KtgStoreDevice *device)
{
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("Satu", NULL);
  g_autoptr (GError) error = NULL;
  char *id = ktg_store_device_file (device, NULL, report, &error);

  g_assert_no_error (error);
  return id;
}

static void
begin_amendment (KtgStoreDevice *device, Page *self, const char *id)
{
  open_empty_page (device, self);
  ktg_draft_keeper_begin_amendment (self->keeper, id);
  wait_for (&self->n_loaded);
  g_assert_cmpstr (ktg_draft_keeper_get_amends (self->keeper)->report_id, ==, id);
}

static void
test_amended (KtgStoreDevice *device)
{
  g_autofree char *id = file_first (device);
  Page             first = { 0 };
  Page             again = { 0 };

  begin_amendment (device, &first, id);
  g_assert_cmpuint (count_drafts (device), ==, 1);
  ktg_draft_keeper_set_reason (first.keeper, "Kurang satu kata");
  write_words (&first, "Satu dua");
  ktg_draft_keeper_flush (first.keeper);
  wait_for (&first.n_flushed);
  g_assert_cmpuint (count_drafts (device), ==, 2);
  close_page (&first);

  begin_amendment (device, &again, id);
  g_assert_cmpstr (ktg_draft_keeper_get_amends (again.keeper)->reason, ==, "Kurang satu kata");
  again.account = "Satu dua";
  ktg_draft_keeper_file (again.keeper);
  wait_for (&again.n_filed);
  g_assert_cmpuint (again.n_failed, ==, 0);
  g_assert_cmpuint (count_drafts (device), ==, 1);
  g_assert_cmpstr (ktg_store_device_get_summary (device, id)->words, ==, "Satu dua");
  close_page (&again);
}

static void
test_no_reason (KtgStoreDevice *device)
{
  g_autofree char *id = file_first (device);
  Page             self = { 0 };

  begin_amendment (device, &self, id);
  write_words (&self, "Satu dua");
  ktg_draft_keeper_flush (self.keeper);
  wait_for (&self.n_flushed);
  ktg_draft_keeper_file (self.keeper);
  wait_for (&self.n_failed);
  g_assert_false (ktg_draft_keeper_is_over (self.keeper));
  g_assert_cmpuint (count_drafts (device), ==, 2);
  g_assert_cmpuint (ktg_store_device_get_summary (device, id)->n_events, ==, 1);
  close_page (&self);
}

static void
test_withdrawn (KtgStoreDevice *device)
{
  g_autofree char *id = file_first (device);
  Page             self = { 0 };

  g_assert_true (ktg_store_device_withdraw (device, id, NULL));
  open_empty_page (device, &self);
  ktg_draft_keeper_begin_amendment (self.keeper, id);
  wait_for (&self.n_failed);
  g_assert_false (ktg_draft_keeper_has_draft (self.keeper));
  close_page (&self);
}

/* On a profile of its own. */
static void
run_on_device (gconstpointer function)
{
  KtgStoreDevice *device = ktg_store_device_new ();
  g_autoptr (GError) error = NULL;

  ktg_store_device_open (device, &error);
  g_assert_no_error (error);
  ((void (*) (KtgStoreDevice *))function) (device);
  ktg_store_device_close (device);
  ktg_store_device_free (device);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add_data_func (path, function, run_on_device)
  ADD ("/draft-keeper/what-changes-during-a-save-is-saved-after-it", test_changed_while_saving);
  ADD ("/draft-keeper/what-was-never-stored-is-discarded-at-once", test_nothing_stored);
  ADD ("/draft-keeper/what-is-being-stored-is-discarded-after-it", test_discarded_while_saving);
  ADD ("/draft-keeper/a-page-that-is-left-stays-until-its-words-are-stored", test_page_left);
  ADD ("/draft-keeper/what-cannot-be-filed-stays-a-draft", test_not_filed);
  ADD ("/draft-keeper/an-amendment-is-one-draft-and-files-as-a-version", test_amended);
  ADD ("/draft-keeper/an-amendment-without-a-reason-stays-a-draft", test_no_reason);
  ADD ("/draft-keeper/what-was-withdrawn-is-not-amended", test_withdrawn);
#undef ADD

  return g_test_run ();
}
