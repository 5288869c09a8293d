/* ktg-json-tree.h - one JSON document in memory, after the guard has judged it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-json-guard.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_JSON_NULL,
  KTG_JSON_FALSE,
  KTG_JSON_TRUE,
  KTG_JSON_INTEGER,
  KTG_JSON_REAL,
  KTG_JSON_TEXT,
  KTG_JSON_ARRAY,
  KTG_JSON_OBJECT,
} KtgJsonKind;

/* Nodes lie in the order of the document: the first child follows its parent, and the next sibling
 * follows a node's whole span. */
typedef struct
{
  KtgJsonKind kind;
  guint       n_children;
  guint       span; /* of nodes: itself and all below it */
  const char *key;  /* in an object */
  union
  {
    const char *text;
    gint64      integer;
    double      real;
  } as;
} KtgJsonNode;

typedef struct _KtgJsonTree KtgJsonTree;

KtgJsonTree *
ktg_json_tree_new (GBytes *text, const KtgJsonLimits *limits, char **repeated_key, GError **error);
void               ktg_json_tree_free (KtgJsonTree *self);
const KtgJsonNode *ktg_json_tree_get_root (const KtgJsonTree *self);

const KtgJsonNode *ktg_json_node_get_first (const KtgJsonNode *parent);
const KtgJsonNode *ktg_json_node_get_next (const KtgJsonNode *node);
const KtgJsonNode *ktg_json_node_get_member (const KtgJsonNode *object, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgJsonTree, ktg_json_tree_free)

G_END_DECLS
