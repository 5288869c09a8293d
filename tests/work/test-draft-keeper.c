/* test-draft-keeper.c - what a page says is in the store, whatever comes between
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-draft-bin.h"
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
  char           *discarded_id;
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
discarded_cb (Page *self, const char *id)
{
  self->n_discarded++;
  self->discarded_id = g_strdup (id);
}

static void
open_empty_page (KtgStoreDevice *device, Page *self)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (g_get_tmp_dir (), NULL);

  page = self;
  self->object = g_object_new (G_TYPE_OBJECT, NULL);
  self->keeper = ktg_draft_keeper_new (device->store, library, &world, self->object, write_report);
  g_signal_connect_swapped (self->keeper, "flushed", G_CALLBACK (count_cb), &self->n_flushed);
  g_signal_connect_swapped (self->keeper, "discarded", G_CALLBACK (discarded_cb), self);
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
  g_free (self->discarded_id);
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
test_nothing_written (KtgStoreDevice *device)
{
  Page self = { 0 };

  open_page (device, &self);
  ktg_draft_keeper_discard (self.keeper);
  g_assert_cmpuint (self.n_discarded, ==, 1);
  g_assert_null (self.discarded_id);
  g_assert_false (ktg_draft_keeper_flush (self.keeper));
  g_assert_cmpuint (self.n_written, ==, 0);
  close_page (&self);
}

/* In the store with their last words, and in the bin. */
static KtgDraftBin *
discard_one (KtgStoreDevice *device, const char *words, char **id)
{
  KtgDraftBin *bin = ktg_draft_bin_new (device->store);
  Page         self = { 0 };

  open_page (device, &self);
  write_words (&self, words);
  ktg_draft_keeper_discard (self.keeper);
  g_assert_cmpuint (self.n_discarded, ==, 1);
  ktg_draft_bin_put (bin, self.discarded_id);
  wait_for (&self.n_flushed);
  write_words (&self, "Too late");
  g_assert_false (ktg_draft_keeper_flush (self.keeper));
  *id = g_strdup (self.discarded_id);
  close_page (&self);
  return bin;
}

static char *
dup_words (KtgStoreDevice *device, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) draft = ktg_store_device_load_draft (device, id, &error);

  g_assert_no_error (error);
  return g_strdup (ktg_draft_get_report (draft)->account);
}

/* As if it was killed: nobody empties the bin. */
static void
test_bin_that_nobody_empties (KtgStoreDevice *device)
{
  g_autofree char *id = NULL;
  g_autofree char *words = NULL;
  g_autoptr (KtgDraftBin) bin = discard_one (device, "Satu", &id);

  g_assert_cmpstr (ktg_draft_bin_get_id (bin), ==, id);
  g_assert_false (ktg_draft_bin_has_others (bin));
  g_clear_object (&bin);
  ktg_store_device_reopen (device);
  g_assert_cmpuint (count_drafts (device), ==, 1);
  words = dup_words (device, id);
  g_assert_cmpstr (words, ==, "Satu");
}

static void
test_bin_emptied_at_the_end (KtgStoreDevice *device)
{
  g_autofree char *id = NULL;
  g_autoptr (KtgDraftBin) bin = discard_one (device, "Satu", &id);

  ktg_draft_bin_empty (bin);
  g_assert_null (ktg_draft_bin_get_id (bin));
  ktg_draft_bin_empty (bin);
  ktg_store_device_reopen (device);
  g_assert_cmpuint (count_drafts (device), ==, 0);
}

static void
test_taken_back (KtgStoreDevice *device)
{
  g_autofree char *id = NULL;
  g_autofree char *words = NULL;
  g_autoptr (KtgDraftBin) bin = discard_one (device, "Satu", &id);

  ktg_draft_bin_take_back (bin);
  g_assert_true (ktg_draft_bin_has_others (bin));
  ktg_draft_bin_empty (bin);
  ktg_store_device_reopen (device);
  words = dup_words (device, id);
  g_assert_cmpstr (words, ==, "Satu");
}

static void
test_one_after_another (KtgStoreDevice *device)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *words = NULL;
  g_autoptr (KtgDraftBin) bin = discard_one (device, "Satu", &first);
  g_autoptr (KtgDraftBin) other = discard_one (device, "Dua", &second);

  ktg_draft_bin_put (bin, second);
  ktg_store_device_reopen (device);
  g_assert_cmpuint (count_drafts (device), ==, 1);
  words = dup_words (device, second);
  g_assert_cmpstr (words, ==, "Dua");
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

static void
test_amendment_in_the_bin (KtgStoreDevice *device)
{
  g_autofree char *id = file_first (device);
  g_autoptr (KtgDraftBin) bin = ktg_draft_bin_new (device->store);
  Page self = { 0 };

  begin_amendment (device, &self, id);
  write_words (&self, "Satu dua");
  ktg_draft_keeper_discard (self.keeper);
  wait_for (&self.n_flushed);
  g_assert_false (ktg_draft_bin_amends (bin, id));
  ktg_draft_bin_put (bin, self.discarded_id);
  g_assert_true (ktg_draft_bin_amends (bin, id));
  g_assert_false (ktg_draft_bin_amends (bin, self.discarded_id));
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
  ADD ("/draft-keeper/where-nothing-was-written-nothing-is-there-to-take-back",
       test_nothing_written);
  ADD ("/draft-keeper/what-is-deleted-is-there-until-the-bin-is-emptied",
       test_bin_that_nobody_empties);
  ADD ("/draft-keeper/what-is-in-the-bin-at-the-end-is-removed", test_bin_emptied_at_the_end);
  ADD ("/draft-keeper/what-is-taken-back-stays", test_taken_back);
  ADD ("/draft-keeper/the-next-that-is-deleted-removes-the-one-before", test_one_after_another);
  ADD ("/draft-keeper/an-amendment-in-the-bin-is-known-by-its-report", test_amendment_in_the_bin);
  ADD ("/draft-keeper/a-page-that-is-left-stays-until-its-words-are-stored", test_page_left);
  ADD ("/draft-keeper/what-cannot-be-filed-stays-a-draft", test_not_filed);
  ADD ("/draft-keeper/an-amendment-is-one-draft-and-files-as-a-version", test_amended);
  ADD ("/draft-keeper/an-amendment-without-a-reason-stays-a-draft", test_no_reason);
  ADD ("/draft-keeper/what-was-withdrawn-is-not-amended", test_withdrawn);
#undef ADD

  return g_test_run ();
}
