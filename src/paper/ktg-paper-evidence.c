/* ktg-paper-evidence.c - the files of a report, as a list and as an annex of photos
 *
 * The list has every file with its hash, whole, so that whoever holds a file can compare it. The
 * annex has what can be seen on paper: two photos a page, each with its hash and its words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-evidence.h"

#include "ktg-paper-table.h"

#include <glib/gi18n.h>
#include <ktg-dates.h>
#include <ktg-sentences.h>

#define GROUP 8 /* letters of a hash that stand together */
#define NUMBER_WIDTH 24.0

/**
 * ktg_paper_evidence_dup_groups:
 * @hash: 64 letters
 *
 * Returns: (transfer full): the same in eight groups, to be compared by eye
 */
char *
ktg_paper_evidence_dup_groups (const char *hash)
{
  GString *words = g_string_new (NULL);

  for (gsize i = 0; hash[i] != '\0'; i++)
    {
      if (i > 0 && i % GROUP == 0)
        g_string_append_c (words, ' ');
      g_string_append_c (words, hash[i]);
    }

  return g_string_free (words, FALSE);
}

static const char *
get_origin (const KtgPaperSubject *subject, const KtgEvidence *evidence)
{
  const char *code = ktg_origin_get_code (evidence->origin);

  return code != NULL ? ktg_pack_get_choice_name (subject->reader.pack,
                                                  "origins",
                                                  code,
                                                  subject->reader.language)
                      : "–";
}

static char *
dup_taken (const KtgEvidence *evidence)
{
  g_autofree char *taken = ktg_dates_dup_testimony (evidence->taken);

  return *taken != '\0' ? g_steal_pointer (&taken) : g_strdup ("–");
}

static KtgPaperBlock *
begin_table (GPtrArray *blocks)
{
  const KtgPaperColumn columns[]
      = { { C_ ("the number of a file in a table", "No."), NUMBER_WIDTH, KTG_PAPER_AT_START },
          { _ ("File"), 190, KTG_PAPER_AT_START },
          { _ ("Origin"), 100, KTG_PAPER_AT_START },
          { _ ("Size"), 62, KTG_PAPER_AT_START },
          { _ ("When taken"), 103.276, KTG_PAPER_AT_START } };

  return ktg_paper_table_begin (blocks, columns, G_N_ELEMENTS (columns));
}

static KtgPaperBlock *
new_hash (const KtgEvidence *evidence)
{
  KtgPaperBlock   *row = ktg_paper_block_new (KTG_PAPER_ROW, "TR");
  g_autofree char *groups = ktg_paper_evidence_dup_groups (evidence->sha256);

  ktg_paper_block_add (row,
                       groups,
                       NUMBER_WIDTH,
                       KTG_PAPER_BODY_WIDTH - NUMBER_WIDTH,
                       KTG_PAPER_FIXED)
      ->tag
      = "TD";
  row->is_whole = TRUE;
  row->has_rule = TRUE;
  return row;
}

static void
add_file (GPtrArray *blocks, const KtgPaperSubject *subject, guint i, KtgPaperBlock *head)
{
  const KtgEvidence *evidence = g_ptr_array_index (subject->report->evidence, i);
  g_autofree char   *number = g_strdup_printf ("%u", i + 1);
  g_autofree char   *size = ktg_sentences_dup_size (evidence->size_bytes);
  g_autofree char   *taken = dup_taken (evidence);
  const char *const  words[]
      = { number, evidence->original_name, get_origin (subject, evidence), size, taken };
  KtgPaperBlock *row = ktg_paper_table_add (blocks, head, words);
  KtgPaperBlock *hash = new_hash (evidence);

  row->keeps_next = TRUE;
  row->has_rule = FALSE;
  hash->head = head;
  g_ptr_array_add (blocks, hash);
}

static void
add_text (GPtrArray *blocks, const char *text, double space)
{
  KtgPaperBlock *block = ktg_paper_block_new_text ("P", text, KTG_PAPER_SMALL, space);

  block->keeps_next = TRUE;
  g_ptr_array_add (blocks, block);
}

/**
 * ktg_paper_evidence_add_sheet:
 * @blocks: (element-type KtgPaperBlock): the paper
 * @subject: what is put on it
 *
 * Adds the list of all files: name, origin, size, when taken, and SHA-256.
 */
void
ktg_paper_evidence_add_sheet (GPtrArray *blocks, const KtgPaperSubject *subject)
{
  const GPtrArray *evidence = subject->report->evidence;
  KtgPaperBlock   *head;

  if (evidence->len == 0)
    return;

  g_ptr_array_add (blocks, ktg_paper_block_new_heading (_ ("Evidence sheet")));
  add_text (blocks,
            _ ("Below each file stands its digital fingerprint (SHA-256). A file that has another "
               "fingerprint is not the file that was reported."),
            4);
  head = begin_table (blocks);
  for (guint i = 0; i < evidence->len; i++)
    add_file (blocks, subject, i, head);
}

static gboolean
is_here (const KtgPaperSubject *subject, const KtgEvidence *evidence)
{
  const KtgFileHeld *file
      = subject->held != NULL ? ktg_report_held_find_file (subject->held, evidence->sha256) : NULL;

  return file == NULL || file->is_here;
}

static void
add_picture (GPtrArray *blocks, const KtgPaperSubject *subject, const KtgEvidence *evidence)
{
  KtgPaperBlock *picture = ktg_paper_block_new (KTG_PAPER_PICTURE, "Figure");

  picture->space = 16;
  picture->least_height = KTG_PAPER_PICTURE_HEIGHT;
  picture->is_whole = TRUE;
  picture->keeps_next = TRUE;
  picture->evidence = ktg_evidence_copy (evidence);
  picture->is_here = is_here (subject, evidence);
  g_ptr_array_add (blocks, picture);
}

static void
add_name (GPtrArray *blocks, const KtgEvidence *evidence, guint i, double space)
{
  g_autofree char *words = g_strdup_printf ("%u. %s", i + 1, evidence->original_name);
  KtgPaperBlock   *name = ktg_paper_block_new_text ("H3", words, KTG_PAPER_STRONG, space);

  name->keeps_next = TRUE;
  name->is_whole = TRUE;
  g_ptr_array_add (blocks, name);
}

/* "12 Nov 2024, 19.31 · Camera · 2,2 MB"; what is not known is left out. */
static char *
dup_origin (const KtgPaperSubject *subject, const KtgEvidence *evidence)
{
  const char      *origin = ktg_origin_get_code (evidence->origin);
  g_autofree char *taken = ktg_dates_dup_testimony (evidence->taken);
  g_autofree char *size = ktg_sentences_dup_size (evidence->size_bytes);
  const char      *words[4] = { NULL };
  guint            n = 0;

  if (*taken != '\0')
    words[n++] = taken;
  if (origin != NULL)
    words[n++] = get_origin (subject, evidence);
  words[n] = size;

  return g_strjoinv (" · ", (char **)words);
}

/* A hash, and below it what is said of the photo. */
static void
add_words (GPtrArray *blocks, const KtgPaperSubject *subject, const KtgEvidence *evidence)
{
  g_autofree char *groups = ktg_paper_evidence_dup_groups (evidence->sha256);
  g_autofree char *origin = dup_origin (subject, evidence);
  KtgPaperBlock   *hash = ktg_paper_block_new_text ("P", groups, KTG_PAPER_FIXED, 2);
  KtgPaperBlock   *last;

  hash->keeps_next = TRUE;
  g_ptr_array_add (blocks, hash);
  add_text (blocks, origin, 1.5);
  last = g_ptr_array_index (blocks, blocks->len - 1);
  last->keeps_next = evidence->caption != NULL;
  if (evidence->caption != NULL)
    g_ptr_array_add (blocks,
                     ktg_paper_block_new_text ("Caption", evidence->caption, KTG_PAPER_BODY, 2));
}

static void
add_photo (GPtrArray *blocks, const KtgPaperSubject *subject, guint i)
{
  const KtgEvidence *evidence = g_ptr_array_index (subject->report->evidence, i);

  if (g_str_has_prefix (evidence->media_type, "image/"))
    {
      add_picture (blocks, subject, evidence);
      add_name (blocks, evidence, i, 5);
    }
  else
    {
      add_name (blocks, evidence, i, 18);
      add_text (blocks,
                _ ("This kind of file is not put on paper. It is handed over as a file."),
                2);
    }

  add_words (blocks, subject, evidence);
}

/**
 * ktg_paper_evidence_add_photos:
 * @blocks: (element-type KtgPaperBlock): the paper
 * @subject: what is put on it
 *
 * Adds the annex: each file with its words, on pages of their own.
 */
void
ktg_paper_evidence_add_photos (GPtrArray *blocks, const KtgPaperSubject *subject)
{
  const GPtrArray *evidence = subject->report->evidence;
  KtgPaperBlock   *heading;

  if (evidence->len == 0)
    return;

  heading = ktg_paper_block_new_heading (_ ("Annex: photos and files"));
  heading->begins_page = TRUE;
  g_ptr_array_add (blocks, heading);
  for (guint i = 0; i < evidence->len; i++)
    add_photo (blocks, subject, i);
}
