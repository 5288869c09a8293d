/* ktg-paper-block.h - what stands on paper, before anybody knows on which page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-paper-size.h"

#include <ktg-evidence.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_PAPER_BODY,
  KTG_PAPER_SMALL,
  KTG_PAPER_STRONG,
  KTG_PAPER_HEADING,
  KTG_PAPER_TITLE,
  KTG_PAPER_FIXED, /* each letter as wide as the other, for what is compared letter by letter */
} KtgPaperLetters;

typedef enum
{
  KTG_PAPER_AT_START,
  KTG_PAPER_IN_MIDDLE,
  KTG_PAPER_AT_END,
} KtgPaperSide;

/* Words, and the column they stand in. */
typedef struct
{
  char           *text;
  double          x, width; /* from the left margin */
  KtgPaperLetters letters;
  KtgPaperSide    side;
  const char     *tag; /* what it is to who hears the page read, or NULL: a part of its block */
} KtgPaperCell;

typedef enum
{
  KTG_PAPER_TEXT,
  KTG_PAPER_ROW,       /* of a table */
  KTG_PAPER_SIGNATURE, /* a line below each cell, to sign on */
  KTG_PAPER_CODE,      /* a QR code at the right margin, beside the blocks that follow */
  KTG_PAPER_PICTURE,
  KTG_PAPER_PLOT, /* bars side by side */
} KtgPaperKind;

/* Cells side by side, each as high as its words make it. */
typedef struct _KtgPaperBlock KtgPaperBlock;

struct _KtgPaperBlock
{
  KtgPaperKind   kind;
  const char    *tag;   /* "P", "H1" … */
  GPtrArray     *cells; /* (element-type KtgPaperCell) */
  double         space; /* above it, but not at the head of a page */
  double         least_height;
  gboolean       is_whole;   /* it does not go on on another page, if one is large enough */
  gboolean       keeps_next; /* it stands on the page on which the next one begins */
  gboolean       begins_page;
  gboolean       has_rule;  /* a line below it, from margin to margin */
  gboolean       is_masked; /* something that it would say is not said */
  char          *outline;   /* its name among the headings, or NULL */
  KtgPaperBlock *head;      /* of a row: what stands above it on each further page, or NULL */
  KtgEvidence   *evidence;  /* of a picture … */
  gboolean       is_here;   /* … whether its original is on this device */
  char          *code;      /* what a QR code says */
  GPtrArray     *bars;      /* (element-type KtgRecapBar): of a plot, or NULL */
};

KtgPaperBlock *ktg_paper_block_new (KtgPaperKind kind, const char *tag);
KtgPaperBlock *ktg_paper_block_new_heading (const char *words);
KtgPaperBlock *
ktg_paper_block_new_text (const char *tag, const char *text, KtgPaperLetters letters, double space);
KtgPaperCell *ktg_paper_block_add (KtgPaperBlock  *block,
                                   const char     *text,
                                   double          x,
                                   double          width,
                                   KtgPaperLetters letters);
GPtrArray    *ktg_paper_block_list_new (void);
void          ktg_paper_block_free (KtgPaperBlock *block);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPaperBlock, ktg_paper_block_free)

G_END_DECLS
