/* ktg-field.h - one field of a record: what it is called, where it lies, what may stand there
 *
 * A record is described once, in a table of these. Reading, writing, copying, comparing and letting
 * go walk the table, so they cannot disagree, and a new field is one line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _KtgField  KtgField;
typedef struct _KtgRecord KtgRecord;

typedef enum
{
  /* Texts: char *, NULL where nothing is said. All but the first have a form of their own. */
  KTG_FIELD_TEXT,
  KTG_FIELD_HASH,       /* SHA-256, 64 lowercase hex digits */
  KTG_FIELD_HASH_START, /* its first twelve */
  KTG_FIELD_KEY,        /* a public key, base64url */
  KTG_FIELD_LIFE,       /* of a server */
  KTG_FIELD_NONCE,      /* 128 bits of chance, base64url */
  KTG_FIELD_REPORT_ID,  /* a UUID, lowercase */
  KTG_FIELD_SPOKEN,     /* a number that people say, at most 16 characters */
  KTG_FIELD_TIME,       /* as in ktg-moment.h; a draft keeps what was typed */
  KTG_FIELD_DAY,        /* "2024-11-12" */
  KTG_FIELD_REGION,     /* an official code; looked at where a person types it */
  KTG_FIELD_FILE_NAME,  /* never a path */
  KTG_FIELD_MEDIA_TYPE, /* fit for a header field */

  /* Plain values, of which zero says nothing. */
  KTG_FIELD_NUMBER, /* gint64 or guint64, from min to max */
  KTG_FIELD_COUNT,  /* int or guint, from min to max */
  KTG_FIELD_REAL,   /* double, from min to max */
  KTG_FIELD_FLAG,   /* gboolean */
  KTG_FIELD_DENIAL, /* gboolean, TRUE where the document says false */
  KTG_FIELD_CHOICE, /* an enum; names has its values in order. Where the first name is empty, zero
                       stands for what this version does not know */

  KTG_FIELD_WALL, /* KtgMoment: its clock's time and offset */

  /* gint64 since the epoch, zero for never; only written. */
  KTG_FIELD_MOMENT_MS,
  KTG_FIELD_MOMENT_US,

  /* What is the same in every record, and has no place in it. */
  KTG_FIELD_VERSION, /* a number, max */
  KTG_FIELD_KIND,    /* the one of names */

  /* What holds more. */
  KTG_FIELD_TEXTS,         /* GPtrArray of char *, never NULL */
  KTG_FIELD_TEXTS_OR_NONE, /* the same, or NULL: not even an empty list */
  KTG_FIELD_HASHES,        /* GPtrArray of char *, each a KTG_FIELD_HASH, none twice, at most max;
                              never NULL */
  KTG_FIELD_NUMBERS,       /* GArray of guint64, from min to max; never NULL */
  KTG_FIELD_ENVELOPE,  /* KtgEnvelope, or NULL; without a key its own keys stand in the record */
  KTG_FIELD_ENVELOPES, /* GPtrArray of them, never NULL */
  KTG_FIELD_RECORD,    /* a record of its own, or NULL. With a flag, that says: not at all */
  KTG_FIELD_RECORDS, /* GPtrArray of them, never NULL. With a flag, that says: some were not read */
  KTG_FIELD_VALUES,  /* KtgValues: what a form asks beside the fields here; never NULL */
  KTG_FIELD_REST,    /* KtgValues, or NULL: what another version said under keys that no field here
                        has.  It has no key and stands last */
  KTG_FIELD_GROUP,   /* fields of this same record that stand together, or, with an offset, a record
                      that lies in it */
} KtgFieldType;

/* A draft needs nothing but what is WHOLE. */
typedef enum
{
  KTG_NEED_NONE,    /* may be absent; left out where nothing is said */
  KTG_NEED_WRITTEN, /* may be absent, and is always written */
  KTG_NEED_SIGNED,  /* is there in what is signed; a person does not say it */
  KTG_NEED_ALWAYS,  /* is there; a person who types it fills it */
  KTG_NEED_FILLED,  /* is there and filled, whoever says it */
  KTG_NEED_WHOLE,   /* what it stands in is nothing without it, not even in a draft */
} KtgNeed;

struct _KtgField
{
  const char        *key; /* NULL of what stands in no document, or is read by other hands */
  KtgFieldType       type;
  gsize              offset; /* in the struct */
  KtgNeed            need;
  double             min, max; /* of numbers; a max of 0 is KTG_FIELD_MOST */
  const char *const *names;    /* of a choice and a kind, ended by NULL */
  const char *const *known;    /* what a person may say there who offers it, ended by NULL; what
                                  else comes is passed over */
  const KtgRecord *record;     /* what a record, a list or a group consists of */
  gsize            flag;       /* offset of a gboolean beside it, which says of a number, a flag
                               and a group whether it is there; 0: there is none */
  gboolean is_not_typed;       /* a program adds it: a person does not say it */
};

struct _KtgRecord
{
  gsize           size_bytes;
  const KtgField *fields;
  guint           n_fields;
  GDestroyNotify  free_record; /* NULL of a group */
};

#define KTG_GROUP(table)                                                                           \
  {                                                                                                \
    0, table, G_N_ELEMENTS (table), NULL                                                           \
  } /* fields of another record, or of one that is only written */
#define KTG_FIELD_MOST                                                                             \
  ((G_GINT64_CONSTANT (1) << 53) - 1) /* where other readers begin to round                        \
                                       */

G_END_DECLS
