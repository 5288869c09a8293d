/* ktg-paper-title.c - what a paper is called, and in small letters what is to be known of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-title.h"

#include <string.h>

#define NAME_WIDTH 118.0
#define COLON_WIDTH 8.0
#define FACTS_WIDTH (KTG_PAPER_BODY_WIDTH - KTG_PAPER_CODE_SIDE - 14)

static void
add_centred (GPtrArray *blocks, const char *tag, const char *words, KtgPaperLetters letters)
{
  KtgPaperBlock *block = ktg_paper_block_new_text (tag, words, letters, 3);

  ((KtgPaperCell *)g_ptr_array_index (block->cells, 0))->side = KTG_PAPER_IN_MIDDLE;
  block->is_whole = TRUE;
  block->keeps_next = TRUE;
  g_ptr_array_add (blocks, block);
}

/**
 * ktg_paper_title_add:
 * @blocks: (element-type KtgPaperBlock): the paper, empty
 * @title: of it: "Formulir Model A: Laporan …" has its kind above its name
 * @below: (nullable): what stands below it
 */
void
ktg_paper_title_add (GPtrArray *blocks, const char *title, const char *below)
{
  const char      *colon = strstr (title, ": ");
  g_autofree char *kind = colon != NULL ? g_strndup (title, (gsize)(colon - title)) : NULL;

  if (kind != NULL)
    add_centred (blocks, "P", kind, KTG_PAPER_STRONG);
  add_centred (blocks, "H1", colon != NULL ? colon + strlen (": ") : title, KTG_PAPER_TITLE);
  ((KtgPaperBlock *)g_ptr_array_index (blocks, 0))->outline = g_strdup (title);
  if (below != NULL)
    add_centred (blocks, "P", below, KTG_PAPER_SMALL);
}

/**
 * ktg_paper_title_add_fact:
 * @blocks: (element-type KtgPaperBlock): the paper
 * @name: what it is
 * @value: (nullable): what is to be known of it; without words a dash
 * @letters: how @value is set
 *
 * It leaves a code at its right its room.
 */
void
ktg_paper_title_add_fact (GPtrArray      *blocks,
                          const char     *name,
                          const char     *value,
                          KtgPaperLetters letters)
{
  KtgPaperBlock *fact = ktg_paper_block_new (KTG_PAPER_TEXT, "P");
  gboolean       is_said = value != NULL && *value != '\0';
  double         x = NAME_WIDTH + COLON_WIDTH;

  fact->space = 2.5;
  fact->is_whole = TRUE;
  fact->keeps_next = TRUE;
  ktg_paper_block_add (fact, name, 0, NAME_WIDTH - 4, KTG_PAPER_SMALL);
  ktg_paper_block_add (fact, ":", NAME_WIDTH, COLON_WIDTH, KTG_PAPER_SMALL);
  ktg_paper_block_add (fact, is_said ? value : "–", x, FACTS_WIDTH - x, letters);
  g_ptr_array_add (blocks, fact);
}

/**
 * ktg_paper_title_end:
 * @blocks: (element-type KtgPaperBlock): the paper, as far as its title and its facts
 */
void
ktg_paper_title_end (GPtrArray *blocks)
{
  ((KtgPaperBlock *)g_ptr_array_index (blocks, blocks->len - 1))->has_rule = TRUE;
}
