/* crash-disk.c - what a disk may hold after the power failed, by the rules of POSIX
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "crash-disk.h"

#include "fault-record.h"

#include <string.h>

/* A file or directory. @flushed: its bytes when it was last flushed; of a directory nothing. */
typedef struct
{
  char       *path; /* of a directory */
  gboolean    is_folder;
  GByteArray *flushed;
  guint       n_refs;
} Node;

typedef struct
{
  Node   *node;
  FaultOp op;
  guint64 offset;
  GBytes *bytes;
} Write;

typedef struct
{
  FaultOp op;
  char   *path;
  char   *to;
  Node   *node;
} Name;

struct _CrashDisk
{
  GMappedFile *record;
  gsize        at;
  guint        n_steps;
  gboolean     is_changed;
  GHashTable  *live;    /* path → Node: what the program saw */
  GHashTable  *flushed; /* path → Node: what a crash leaves for certain */
  GHashTable  *inodes;  /* inode number → Node */
  GPtrArray   *writes;  /* (element-type Write) not yet flushed */
  GPtrArray   *names;   /* (element-type Name) not yet flushed */
  GPtrArray   *said;
};

/* --- nodes --- */

static Node *
node_new (gboolean is_folder, const char *path)
{
  Node *node = g_new0 (Node, 1);

  node->n_refs = 1;
  node->is_folder = is_folder;
  node->path = g_strdup (path);
  node->flushed = g_byte_array_new ();
  return node;
}

static Node *
node_ref (Node *node)
{
  node->n_refs++;
  return node;
}

static void
node_unref (gpointer data)
{
  Node *node = data;

  if (--node->n_refs > 0)
    return;

  g_byte_array_unref (node->flushed);
  g_free (node->path);
  g_free (node);
}

static void
write_free (gpointer data)
{
  Write *self = data;

  node_unref (self->node);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static void
name_free (gpointer data)
{
  Name *self = data;

  g_clear_pointer (&self->node, node_unref);
  g_free (self->path);
  g_free (self->to);
  g_free (self);
}

static GHashTable *
new_names (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, node_unref);
}

static GHashTable *
copy_names (GHashTable *from)
{
  GHashTable    *to = new_names ();
  GHashTableIter iter;
  gpointer       path, node;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &path, &node))
    g_hash_table_insert (to, g_strdup (path), node_ref (node));

  return to;
}

/* --- writes upon bytes --- */

static void
grow (GByteArray *bytes, gsize length)
{
  gsize old = bytes->len;

  if (length <= old)
    return;

  g_byte_array_set_size (bytes, (guint)length);
  memset (bytes->data + old, 0, length - old);
}

static void
put_torn (GByteArray *to, const Write *write, gsize unit, guint64 mask)
{
  gsize         n_bytes;
  const guint8 *from = g_bytes_get_data (write->bytes, &n_bytes);
  gsize         end = write->offset + n_bytes;

  for (gsize at = write->offset, i = 0; at < end; i++)
    {
      gsize next = MIN ((at / unit + 1) * unit, end);

      if ((mask >> (i % 64) & 1) != 0)
        {
          grow (to, next);
          memcpy (to->data + at, from + (at - write->offset), next - at);
        }
      at = next;
    }
}

static void
put_write (GByteArray *to, const Write *write, CrashFate fate, guint64 mask)
{
  gsize end = write->offset + (write->bytes != NULL ? g_bytes_get_size (write->bytes) : 0);

  if (write->op == FAULT_OP_TRUNCATE && write->offset < to->len)
    g_byte_array_set_size (to, (guint)write->offset);
  else if (write->op != FAULT_OP_WRITE || fate == CRASH_LENGTH)
    grow (to, end);
  else if (fate == CRASH_TORN_512)
    put_torn (to, write, 512, mask);
  else if (fate == CRASH_TORN_4096)
    put_torn (to, write, 4096, mask);
  else
    {
      grow (to, end);
      memcpy (to->data + write->offset, g_bytes_get_data (write->bytes, NULL), end - write->offset);
    }
}

/* --- the folder as it was --- */

static void
load (CrashDisk *self, const char *folder, const char *path)
{
  g_autofree char *here = g_build_filename (folder, path, NULL);
  g_autoptr (GDir) dir = g_dir_open (here, 0, NULL);
  Node       *node = node_new (dir != NULL, path);
  const char *name;

  g_hash_table_insert (self->flushed, g_strdup (path), node);
  if (dir == NULL)
    {
      g_autofree char *bytes = NULL;
      gsize            n_bytes = 0;

      g_assert_true (g_file_get_contents (here, &bytes, &n_bytes, NULL));
      g_byte_array_append (node->flushed, (const guint8 *)bytes, (guint)n_bytes);
      return;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner
          = *path == '\0' ? g_strdup (name) : g_build_filename (path, name, NULL);

      load (self, folder, inner);
    }
}

CrashDisk *
crash_disk_new (const char *base_folder, const char *record_path)
{
  CrashDisk *self = g_new0 (CrashDisk, 1);
  g_autoptr (GError) error = NULL;

  self->record = g_mapped_file_new (record_path, FALSE, &error);
  g_assert_no_error (error);
  self->flushed = new_names ();
  if (g_file_test (base_folder, G_FILE_TEST_IS_DIR))
    load (self, base_folder, "");
  self->live = copy_names (self->flushed);
  self->inodes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, node_unref);
  self->writes = g_ptr_array_new_with_free_func (write_free);
  self->names = g_ptr_array_new_with_free_func (name_free);
  self->said = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
crash_disk_free (CrashDisk *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->live);
  g_hash_table_unref (self->flushed);
  g_hash_table_unref (self->inodes);
  g_ptr_array_unref (self->writes);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->said);
  g_mapped_file_unref (self->record);
  g_free (self);
}

/* --- names --- */

/* FALSE where what it builds on is not there. */
static gboolean
apply_name (GHashTable *names, const Name *name)
{
  Node *node = g_hash_table_lookup (names, name->path);

  if (name->op == FAULT_OP_UNLINK)
    return g_hash_table_remove (names, name->path);

  if (name->op == FAULT_OP_CREATE || name->op == FAULT_OP_MKDIR)
    {
      g_hash_table_insert (names, g_strdup (name->path), node_ref (name->node));
      return TRUE;
    }

  if (node == NULL)
    return FALSE;

  g_hash_table_insert (names, g_strdup (name->to), node_ref (node));
  if (name->op == FAULT_OP_RENAME)
    g_hash_table_remove (names, name->path);
  return TRUE;
}

static gboolean
has_no_way (gpointer path, gpointer node, gpointer user_data)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return *(char *)path != '\0' && !g_str_equal (folder, ".")
         && !g_hash_table_contains (user_data, folder);
}

/* What lies in a folder that is not there is not there either, however well it was flushed. */
static void
drop_lost (GHashTable *names)
{
  while (g_hash_table_foreach_remove (names, has_no_way, names) > 0)
    ;
}

static void
add_name (CrashDisk *self, FaultOp op, const char *path, const char *to, Node *node)
{
  Name *name = g_new0 (Name, 1);

  name->op = op;
  name->path = g_strdup (path);
  name->to = *to != '\0' ? g_strdup (to) : NULL;
  name->node = node;
  apply_name (self->live, name);
  g_ptr_array_add (self->names, name);
  self->is_changed = TRUE;
}

static gboolean
lies_in (const Name *name, const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (name->to != NULL ? name->to : name->path);

  return g_strcmp0 (g_str_equal (parent, ".") ? "" : parent, folder) == 0;
}

static gboolean
share_a_name (const Name *a, const Name *b)
{
  const char *a_names[] = { a->path, a->to }, *b_names[] = { b->path, b->to };

  for (guint i = 0; i < 4; i++)
    if (a_names[i / 2] != NULL && g_strcmp0 (a_names[i / 2], b_names[i % 2]) == 0)
      return TRUE;

  return FALSE;
}

/* What is flushed takes with it all earlier changes of the same names. */
static void
mark_with_earlier (GPtrArray *names, gboolean *is_flushed, guint i)
{
  is_flushed[i] = TRUE;
  for (guint j = i; j-- > 0;)
    if (!is_flushed[j] && share_a_name (names->pdata[i], names->pdata[j]))
      mark_with_earlier (names, is_flushed, j);
}

static void
flush_folder (CrashDisk *self, const char *folder)
{
  g_autofree gboolean *is_flushed = g_new0 (gboolean, self->names->len + 1);
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (name_free);

  for (guint i = 0; i < self->names->len; i++)
    if (lies_in (self->names->pdata[i], folder))
      mark_with_earlier (self->names, is_flushed, i);

  for (guint i = 0; i < self->names->len; i++)
    if (is_flushed[i])
      {
        apply_name (self->flushed, self->names->pdata[i]);
        name_free (self->names->pdata[i]);
      }
    else
      g_ptr_array_add (left, self->names->pdata[i]);

  g_ptr_array_set_free_func (self->names, NULL);
  g_ptr_array_unref (self->names);
  self->names = g_steal_pointer (&left);
}

static void
flush_file (CrashDisk *self, Node *node)
{
  for (guint i = 0; i < self->writes->len;)
    {
      Write *write = self->writes->pdata[i];

      if (write->node == node)
        {
          put_write (node->flushed, write, CRASH_KEEP, 0);
          g_ptr_array_remove_index (self->writes, i);
        }
      else
        i++;
    }
}

/* --- the record --- */

static void
set_inode (CrashDisk *self, guint64 inode, Node *node)
{
  g_hash_table_insert (self->inodes, g_memdup2 (&inode, sizeof inode), node_ref (node));
}

static void
add_write (CrashDisk *self, const FaultRecord *head, const guint8 *bytes)
{
  Node  *node = g_hash_table_lookup (self->inodes, &head->inode);
  Write *write;

  g_assert_nonnull (node);
  write = g_new0 (Write, 1);
  write->node = node_ref (node);
  write->op = head->op;
  write->offset = head->offset;
  write->bytes = head->op == FAULT_OP_WRITE ? g_bytes_new_static (bytes, head->n_bytes) : NULL;
  g_ptr_array_add (self->writes, write);
  self->is_changed = TRUE;
}

static void
add_open (CrashDisk *self, const FaultRecord *head, const char *path)
{
  Node *node = g_hash_table_lookup (self->live, path);

  if (head->op == FAULT_OP_CREATE || node == NULL)
    {
      node = node_new (FALSE, path);
      add_name (self, FAULT_OP_CREATE, path, "", node);
    }
  set_inode (self, head->inode, node);
}

static void
add_said (CrashDisk *self, const char *text, gsize n_bytes)
{
  g_autofree char *words = g_strndup (text, n_bytes);
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (self->said, g_strdup (lines[i]));
  self->is_changed = TRUE;
}

static void
flush_node (CrashDisk *self, guint64 inode)
{
  Node *node = g_hash_table_lookup (self->inodes, &inode);

  g_assert_nonnull (node);
  if (node->is_folder)
    flush_folder (self, node->path);
  else
    flush_file (self, node);
}

static void
play (CrashDisk         *self,
      const FaultRecord *head,
      const char        *path,
      const char        *to,
      const guint8      *bytes)
{
  switch (head->op)
    {
    case FAULT_OP_OPEN:
    case FAULT_OP_CREATE:
      add_open (self, head, path);
      break;
    case FAULT_OP_WRITE:
    case FAULT_OP_TRUNCATE:
    case FAULT_OP_ALLOCATE:
      add_write (self, head, bytes);
      break;
    case FAULT_OP_SYNC:
      flush_node (self, head->inode);
      break;
    case FAULT_OP_MKDIR:
      add_name (self, head->op, path, "", node_new (TRUE, path));
      break;
    case FAULT_OP_SAID:
      add_said (self, (const char *)bytes, head->n_bytes);
      break;
    default:
      add_name (self, head->op, path, to, NULL);
    }
}

gboolean
crash_disk_step (CrashDisk *self)
{
  const guint8    *bytes = (const guint8 *)g_mapped_file_get_contents (self->record);
  gsize            n_bytes = g_mapped_file_get_length (self->record);
  g_autofree char *path = NULL;
  g_autofree char *to = NULL;
  FaultRecord      head;
  const guint8    *at;

  if (self->at + sizeof head > n_bytes)
    return FALSE;

  memcpy (&head, bytes + self->at, sizeof head);
  g_assert_cmpuint (head.magic, ==, FAULT_RECORD_MAGIC);
  at = bytes + self->at + sizeof head;
  path = g_strndup ((const char *)at, head.path_bytes);
  to = g_strndup ((const char *)at + head.path_bytes, head.to_bytes);
  at += head.path_bytes + head.to_bytes;
  self->at = (gsize)(at - bytes)
             + (head.op == FAULT_OP_WRITE || head.op == FAULT_OP_SAID ? head.n_bytes : 0);
  self->is_changed = FALSE;
  self->n_steps++;
  play (self, &head, path, to, at);
  return TRUE;
}

gboolean
crash_disk_is_changed (CrashDisk *self)
{
  return self->is_changed;
}

guint
crash_disk_get_n_steps (CrashDisk *self)
{
  return self->n_steps;
}

guint
crash_disk_get_n_writes (CrashDisk *self)
{
  return self->writes->len;
}

guint
crash_disk_get_n_names (CrashDisk *self)
{
  return self->names->len;
}

gsize
crash_disk_get_write_bytes (CrashDisk *self, guint i)
{
  const Write *write = self->writes->pdata[i];

  return write->bytes != NULL ? g_bytes_get_size (write->bytes) : 0;
}

GPtrArray *
crash_disk_get_said (CrashDisk *self)
{
  return self->said;
}

/* --- a state --- */

/* A change follows only where all earlier ones of its names did. */
static GHashTable *
choose_names (CrashDisk *self, const gboolean *is_kept)
{
  GHashTable *names = copy_names (self->flushed);
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();

  for (guint i = 0; i < self->names->len; i++)
    {
      Name    *name = self->names->pdata[i];
      gboolean can_be = is_kept[i];

      for (guint j = 0; can_be && j < missing->len; j++)
        can_be = !share_a_name (name, missing->pdata[j]);
      if (!can_be || !apply_name (names, name))
        g_ptr_array_add (missing, name);
    }

  drop_lost (names);
  return names;
}

/* A length that was not set leaves what came after it undone, too. */
static GByteArray *
choose_bytes (CrashDisk *self, Node *node, const CrashPart *parts)
{
  GByteArray *bytes = g_byte_array_sized_new (node->flushed->len);

  g_byte_array_append (bytes, node->flushed->data, node->flushed->len);
  for (guint i = 0; i < self->writes->len; i++)
    {
      const Write *write = self->writes->pdata[i];

      if (write->node != node)
        continue;
      if (parts[i].fate != CRASH_DROP)
        put_write (bytes, write, parts[i].fate, parts[i].mask);
      else if (write->op == FAULT_OP_TRUNCATE)
        break;
    }

  return bytes;
}

static CrashState *
make_state (CrashDisk *self, GHashTable *names, const CrashPart *parts)
{
  CrashState    *state = crash_state_new ();
  GHashTableIter iter;
  gpointer       path, data;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &path, &data))
    {
      Node *node = data;

      crash_state_add (state, path, node->is_folder ? NULL : choose_bytes (self, node, parts));
    }

  return state;
}

CrashState *
crash_disk_make (CrashDisk *self, const CrashChoice *choice)
{
  g_autoptr (GHashTable) names = choose_names (self, choice->names);

  return make_state (self, names, choice->writes);
}

CrashState *
crash_disk_make_live (CrashDisk *self)
{
  g_autofree CrashPart *all = g_new0 (CrashPart, self->writes->len + 1);

  for (guint i = 0; i < self->writes->len; i++)
    all[i].fate = CRASH_KEEP;
  return make_state (self, self->live, all);
}
