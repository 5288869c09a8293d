/* fake-work.c - the honest work of the fake server, request by request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-work.h"

#include "fake-charter.h"

#include <ktg-base64url.h>
#include <ktg-enrol-json.h>
#include <ktg-exchange-json.h>
#include <ktg-sealed-box.h>
#include <ktg-sha256.h>

#include <string.h>

/* Among packs that are none. */
static void
announce_bad_pack (KtgExchangeAnswer *answer)
{
  g_autofree char *hash = g_strnfill (64, 'd');

  answer->shelf = g_strdup ("cccccccccccc");
  g_ptr_array_add (answer->packs, ktg_pack_notice_new ("../rules", "2022-09-22", hash));
  g_ptr_array_add (answer->packs, ktg_pack_notice_new ("rules", "besok", hash));
}

static void
announce_pack (KtgExchangeAnswer *answer)
{
  g_autofree char *hash = g_strnfill (64, 'e');

  answer->shelf = g_strdup ("eeeeeeeeeeee");
  g_ptr_array_add (answer->packs, ktg_pack_notice_new ("rules", "2022-09-22.2", hash));
}

static void
announce_shelved (FakeShelf *shelf, KtgExchangeAnswer *answer)
{
  answer->shelf = g_strndup (shelf->pack->sha256, 12);
  g_ptr_array_add (answer->packs, ktg_pack_notice_copy (shelf->pack));
}

static void
handle_exchange (FakeTurn *turn, GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgExchangeRequest) request = ktg_exchange_request_parse (body, &error);
  g_autoptr (KtgExchangeAnswer) answer = ktg_exchange_answer_new ();
  g_autoptr (KtgReceipt) receipt = fake_turn_new_receipt (turn);
  g_autoptr (GBytes) text = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < request->events->len; i++)
    fake_shelf_take_event (turn->shelf, g_ptr_array_index (request->events, i), receipt, answer);
  for (guint i = 0; i < request->files->len; i++)
    fake_shelf_speak_of_file (turn->shelf, g_ptr_array_index (request->files, i), receipt, answer);

  answer->life = g_strdup (turn->shelf->life);
  if (request->life != NULL && g_strcmp0 (request->life, turn->shelf->life) != 0)
    answer->stands = fake_turn_sign_life (turn, request->life);
  answer->has_more = turn->lie == FAKE_ALWAYS_MORE;
  if (turn->lie == FAKE_ALWAYS_MORE)
    g_ptr_array_add (answer->level, ktg_level_gap_new (""));
  if (turn->lie == FAKE_BAD_PACK)
    announce_bad_pack (answer);
  if (turn->lie == FAKE_PACK)
    announce_pack (answer);
  if (turn->shelf->pack != NULL)
    announce_shelved (turn->shelf, answer);
  g_free (answer->now);
  answer->now = g_strdup (turn->shelf->now != NULL ? turn->shelf->now : FAKE_NOW_FAR_AHEAD);
  answer->max_batch_bytes = 4 * 1024 * 1024;
  answer->max_file_bytes = 64 * 1024 * 1024;
  if (turn->lie == FAKE_FORGETFUL)
    g_ptr_array_set_size (answer->missing, 0);
  else if (receipt->events->len + receipt->files->len > 0)
    g_ptr_array_add (answer->receipts, fake_turn_sign_receipt (turn, receipt));
  text = ktg_exchange_answer_write (answer);
  fake_turn_answer_json (turn, text);
}

static void
handle_enrol (FakeTurn *turn, GBytes *body)
{
  g_autofree char *sealed = ktg_enrol_seal_parse (body, NULL);
  g_autoptr (GBytes) box = ktg_base64url_dup_bytes (sealed);
  g_autoptr (GBytes) content = ktg_sealed_box_open (box, turn->key);
  g_autoptr (KtgEnrolRequest) request = ktg_enrol_request_parse (content, NULL);
  g_autoptr (KtgAccount) account = ktg_account_new ();
  g_autoptr (GBytes) text = NULL;

  g_assert_nonnull (request);
  g_assert_cmpstr (request->device, ==, turn->device);
  account->device = g_strdup (request->device);
  account->officer = g_strdup ("Siti");
  account->role = g_strdup ("officer");
  account->region = g_strdup ("34.71.04");
  account->server_key = g_strdup (
      ktg_signing_key_get_public (turn->lie == FAKE_OTHER_KEY ? turn->other : turn->key));
  account->is_pending = turn->shelf->is_holding_back;
  fake_charter_prove (account, turn->key, turn->lie);
  text = ktg_account_json_write (account);
  fake_turn_answer_json (turn, text);
}

static void
handle_node (FakeTurn *turn)
{
  KtgSigningKey   *key = turn->lie == FAKE_OTHER_KEY ? turn->other : turn->key;
  g_autofree char *root = fake_charter_dup_root ();
  const char      *name = ktg_signing_key_get_public (key);
  KtgIntroduction  introduction = { root, (char *)name, (char *)FAKE_NOW_FAR_AHEAD };
  g_autoptr (GBytes) text = ktg_introduction_write (&introduction);

  fake_turn_answer_json (turn, text);
}

static void
handle_head (FakeTurn *turn)
{
  const FakeFile *file = fake_turn_get_file (turn);

  if (file == NULL)
    {
      fake_turn_answer_empty (turn, 404);
      return;
    }
  fake_turn_say_offset (turn, file);
  fake_turn_answer_empty (turn, 200);
}

static void
answer_whole (FakeTurn *turn, const FakeFile *file)
{
  g_autoptr (KtgReceipt) receipt = fake_turn_new_receipt (turn);
  g_autoptr (GPtrArray) receipts
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (GBytes) text = NULL;

  ktg_receipt_add_file (receipt, file->sha256, file->size, file->index);
  g_ptr_array_add (receipts, fake_turn_sign_receipt (turn, receipt));
  text = ktg_receipts_answer_write (receipts);
  fake_turn_say_offset (turn, file);
  fake_turn_answer_json (turn, text);
}

static void
judge_whole (FakeTurn *turn, FakeFile *file)
{
  g_autofree char *sha256 = ktg_sha256_of (file->bytes->data, file->bytes->len);

  if (strcmp (sha256, file->sha256) == 0 && turn->lie != FAKE_MISMATCH)
    {
      file->is_whole = TRUE;
      file->index = fake_shelf_get_n_whole_files (turn->shelf);
      answer_whole (turn, file);
      return;
    }

  fake_file_forget (file, file->bytes->len);
  fake_turn_answer_problem (turn, 409, "file-mismatch", NULL);
}

static void
handle_patch (FakeTurn *turn)
{
  FakeFile           *file = fake_turn_get_file (turn);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (turn->message);

  g_assert_cmpint (soup_message_headers_get_encoding (headers), ==, SOUP_ENCODING_CONTENT_LENGTH);
  if (file == NULL)
    fake_turn_answer_problem (turn, 404, "unknown-file", NULL);
  else if (file->is_whole)
    answer_whole (turn, file);
  else if (fake_turn_get_offset (turn) + turn->n_body != file->bytes->len)
    fake_turn_answer_offset_problem (turn, file);
  else if (turn->lie == FAKE_LIMIT && turn->n_body > turn->plan->cut_bytes)
    {
      fake_file_forget (file, turn->n_body);
      fake_turn_answer_page (turn, 413);
    }
  else if (file->bytes->len == file->size)
    judge_whole (turn, file);
  else
    {
      fake_turn_say_offset (turn, file);
      fake_turn_answer_empty (turn, 204);
    }
}

/**
 * fake_work_on:
 * @body: what came, unpacked; empty where it is a file's bytes, which are on the shelf already
 *
 * Does what an honest server does, but for a lie of the turn that is about just that work.
 */
void
fake_work_on (FakeTurn *turn, GBytes *body)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (turn->message));
  const char *method = soup_server_message_get_method (turn->message);

  if (strcmp (path, "/v1/exchange") == 0)
    handle_exchange (turn, body);
  else if (strcmp (path, "/v1/node") == 0)
    handle_node (turn);
  else if (strcmp (path, "/v1/enrol") == 0)
    handle_enrol (turn, body);
  else if (g_str_has_prefix (path, "/v1/packs/") && turn->shelf->parcel != NULL)
    fake_turn_answer_packed (turn, turn->shelf->parcel);
  else if (strcmp (method, "HEAD") == 0)
    handle_head (turn);
  else if (strcmp (method, "PATCH") == 0)
    handle_patch (turn);
  else
    fake_turn_answer_page (turn, 404);
}
