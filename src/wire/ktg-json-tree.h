/* ktg-json-tree.h - a document that the guard let through, as a tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-wire-error.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_JSON_NULL,
  KTG_JSON_FLAG,
  KTG_JSON_WHOLE,
  KTG_JSON_REAL,
  KTG_JSON_TEXT,
  KTG_JSON_LIST,
  KTG_JSON_OBJECT,
} KtgJsonKind;

/* A value. All of a document lie in one row, in its order: behind a list or an object lie its own,
 * and behind these what follows it. */
typedef struct
{
  KtgJsonKind kind;
  guint       n_nodes;    /* itself and all in it: what follows it is so far away */
  guint       n_children; /* of a list or an object */
  guint       at;         /* of a number: where it stands in the document */
  const char *key;        /* of a member of an object, else NULL */

  union
  {
    gboolean    flag;
    gint64      whole;
    double      real;
    const char *text; /* without its escapes */
  };
} KtgJsonNode;

/* Only for this room. */
typedef struct _KtgJsonTree KtgJsonTree;

KtgJsonTree       *ktg_json_tree_build (const char *text, gsize size_bytes, GError **error);
void               ktg_json_tree_free (KtgJsonTree *self);
const KtgJsonNode *ktg_json_tree_get_root (KtgJsonTree *self);

const KtgJsonNode *ktg_json_node_get_first (const KtgJsonNode *self);
const KtgJsonNode *ktg_json_node_get_next (const KtgJsonNode *self);
const KtgJsonNode *ktg_json_node_get_member (const KtgJsonNode *self, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgJsonTree, ktg_json_tree_free)

G_END_DECLS
