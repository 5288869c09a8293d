/* test-record.c - records by their description
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-envelope.h>
#include <ktg-evidence.h>
#include <ktg-person.h>

#include <string.h>

/* A record with each type of field. */
typedef struct
{
  char        *name;
  char        *sha256;
  guint64      size_bytes;
  int          n_pages;
  gboolean     is_open;
  double       weight;
  int          colour;
  GPtrArray   *words;
  GPtrArray   *notes;
  GArray      *loans;
  KtgEnvelope *stamp;
  GPtrArray   *stamps;
  gboolean     is_alone;
  KtgPerson   *owner;
  GPtrArray   *readers;
  char        *shelf;
  gboolean     has_price;
  gint64       price;
  KtgValues   *place_rest;
  KtgValues   *rest;
} Book;

KTG_DECLARE_RECORD (Book, book)

static const char *const colours[] = { "", "red", "blue", NULL };

static const KtgField place_fields[] = {
  { "shelf", KTG_FIELD_TEXT, G_STRUCT_OFFSET (Book, shelf) },
  { NULL, KTG_FIELD_REST, G_STRUCT_OFFSET (Book, place_rest) },
};

static const KtgRecord place = KTG_GROUP (place_fields);

static const KtgField price_fields[] = {
  { "price", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (Book, price) },
};

static const KtgRecord price = KTG_GROUP (price_fields);

static const char *const kinds[] = { "book", NULL };

static const KtgField book_fields[] = {
  { "v", KTG_FIELD_VERSION, .max = 1 },
  { "type", KTG_FIELD_KIND, .names = kinds },
  { "name", KTG_FIELD_TEXT, G_STRUCT_OFFSET (Book, name) },
  { "sha256", KTG_FIELD_HASH, G_STRUCT_OFFSET (Book, sha256) },
  { "bytes", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (Book, size_bytes) },
  { "pages", KTG_FIELD_COUNT, G_STRUCT_OFFSET (Book, n_pages) },
  { "open", KTG_FIELD_FLAG, G_STRUCT_OFFSET (Book, is_open) },
  { "weight", KTG_FIELD_REAL, G_STRUCT_OFFSET (Book, weight) },
  { "colour", KTG_FIELD_CHOICE, G_STRUCT_OFFSET (Book, colour), .names = colours },
  { "words", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (Book, words) },
  { "notes", KTG_FIELD_TEXTS_OR_NONE, G_STRUCT_OFFSET (Book, notes) },
  { "loans", KTG_FIELD_NUMBERS, G_STRUCT_OFFSET (Book, loans) },
  { "stamp", KTG_FIELD_ENVELOPE, G_STRUCT_OFFSET (Book, stamp) },
  { "stamps", KTG_FIELD_ENVELOPES, G_STRUCT_OFFSET (Book, stamps) },
  { "owner",
    KTG_FIELD_RECORD,
    G_STRUCT_OFFSET (Book, owner),
    .record = &ktg_person_record,
    .flag = G_STRUCT_OFFSET (Book, is_alone) },
  { "readers", KTG_FIELD_RECORDS, G_STRUCT_OFFSET (Book, readers), .record = &ktg_person_record },
  { "place", KTG_FIELD_GROUP, .record = &place },
  { "price", KTG_FIELD_GROUP, .record = &price, .flag = G_STRUCT_OFFSET (Book, has_price) },
  { NULL, KTG_FIELD_REST, G_STRUCT_OFFSET (Book, rest) },
};

KTG_DEFINE_RECORD (Book, book, book_fields)

static KtgPerson *
make_person (const char *name)
{
  KtgPerson *person = ktg_person_new (KTG_PERSON_WITNESS);

  person->name = g_strdup (name);
  return person;
}

static KtgEnvelope *
make_stamp (const char *id)
{
  static const guint8 signature[KTG_SIGNATURE_BYTES] = { 0 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (id, strlen (id));

  return ktg_envelope_new (id, bytes, signature);
}

static KtgValues *
make_rest (const char *text)
{
  KtgValues *rest = ktg_values_new ();

  ktg_values_set_text (rest, "of_tomorrow", text);
  return rest;
}

static Book *
make_book (void)
{
  Book   *self = ktg_record_new (&book_record);
  guint64 loan = 5;

  self->name = g_strdup ("Hikayat");
  self->sha256 = g_strnfill (64, 'a');
  self->size_bytes = 7;
  self->n_pages = 3;
  self->is_open = TRUE;
  self->weight = 0.5;
  self->colour = 1;
  g_ptr_array_add (self->words, g_strdup ("old"));
  self->notes = g_ptr_array_new_with_free_func (g_free);
  g_array_append_val (self->loans, loan);
  self->stamp = make_stamp ("a");
  g_ptr_array_add (self->stamps, make_stamp ("b"));
  self->owner = make_person ("Ani");
  g_ptr_array_add (self->readers, make_person ("Budi"));
  self->shelf = g_strdup ("third");
  self->has_price = TRUE;
  self->price = 20;
  self->rest = make_rest ("whole");
  return self;
}

static void
a_new_record_says_nothing_and_its_lists_are_empty (void)
{
  g_autoptr (Book) book = ktg_record_new (&book_record);

  g_assert_null (book->name);
  g_assert_null (book->owner);
  g_assert_cmpint (book->words->len, ==, 0);
  g_assert_cmpint (book->readers->len, ==, 0);
  g_assert_cmpint (book->loans->len, ==, 0);
  g_assert_cmpint (book->stamps->len, ==, 0);
  g_assert_null (book->notes);
  g_assert_null (book->rest);
}

static void
a_copy_says_the_same_and_shares_nothing (void)
{
  g_autoptr (Book) book = make_book ();
  g_autoptr (Book) copy = book_copy (book);

  g_assert_true (book_equal (book, copy));
  g_assert_true (book->name != copy->name);
  g_assert_true (book->shelf != copy->shelf);
  g_assert_true (book->owner != copy->owner);
  g_assert_true (book->words != copy->words);
  g_assert_true (book->rest != copy->rest);
  g_assert_true (g_ptr_array_index (book->words, 0) != g_ptr_array_index (copy->words, 0));
  g_assert_true (g_ptr_array_index (book->readers, 0) != g_ptr_array_index (copy->readers, 0));

  g_clear_pointer (&book, book_free);
  g_assert_cmpstr (copy->name, ==, "Hikayat");
  g_assert_cmpstr (((KtgPerson *)g_ptr_array_index (copy->readers, 0))->name, ==, "Budi");
}

static void
nothing_is_copied_and_freed_as_nothing (void)
{
  g_assert_null (book_copy (NULL));
  book_free (NULL);
  g_assert_true (book_equal (NULL, NULL));
}

static void
change_text (char **text)
{
  g_free (*text);
  *text = g_strdup ("another");
}

/* Makes each field in its turn say something else; FALSE when there is none at @step. */
static gboolean
change (Book *book, guint step)
{
  switch (step)
    {
    case 0:
      change_text (&book->name);
      return TRUE;
    case 1:
      change_text (&book->sha256);
      return TRUE;
    case 2:
      book->size_bytes += G_GUINT64_CONSTANT (1) << 40;
      return TRUE;
    case 3:
      book->n_pages++;
      return TRUE;
    case 4:
      book->is_open = FALSE;
      return TRUE;
    case 5:
      book->weight = 0.25;
      return TRUE;
    case 6:
      book->colour = 2;
      return TRUE;
    case 7:
      g_ptr_array_add (book->words, g_strdup ("older"));
      return TRUE;
    case 8:
      change_text ((char **)&g_ptr_array_index (book->words, 0));
      return TRUE;
    case 9:
      change_text (&book->owner->note);
      return TRUE;
    case 10:
      g_clear_pointer (&book->owner, ktg_person_free);
      return TRUE;
    case 11:
      book->is_alone = TRUE;
      return TRUE;
    case 12:
      ((KtgPerson *)g_ptr_array_index (book->readers, 0))->role = KTG_PERSON_REPORTED;
      return TRUE;
    case 13:
      change_text (&book->shelf);
      return TRUE;
    case 14:
      book->has_price = FALSE;
      return TRUE;
    case 15:
      book->price = 21;
      return TRUE;
    case 16:
      g_ptr_array_add (book->notes, g_strdup ("torn"));
      return TRUE;
    case 17:
      g_clear_pointer (&book->notes, g_ptr_array_unref);
      return TRUE;
    case 18:
      g_array_index (book->loans, guint64, 0) = 6;
      return TRUE;
    case 19:
      g_clear_pointer (&book->stamp, ktg_envelope_unref);
      return TRUE;
    case 20:
      g_clear_pointer (&book->stamp, ktg_envelope_unref);
      book->stamp = make_stamp ("c");
      return TRUE;
    case 21:
      g_ptr_array_set_size (book->stamps, 0);
      g_ptr_array_add (book->stamps, make_stamp ("d"));
      return TRUE;
    case 22:
      g_clear_pointer (&book->rest, ktg_values_free);
      return TRUE;
    case 23:
      book->place_rest = make_rest ("place");
      return TRUE;
    case 24:
      ktg_values_set_text (book->rest, "of_tomorrow", "other");
      return TRUE;
    default:
      return FALSE;
    }
}

static void
each_field_counts_in_a_comparison (void)
{
  g_autoptr (Book) book = make_book ();
  gboolean is_changed = TRUE;

  for (guint step = 0; is_changed; step++)
    {
      g_autoptr (Book) other = book_copy (book);

      is_changed = change (other, step);
      g_assert_true (book_equal (book, other) == !is_changed);
      g_assert_true (book_equal (other, book) == !is_changed);
    }
}

static void
what_a_flag_denies_is_not_looked_at (void)
{
  g_autoptr (Book) book = make_book ();
  g_autoptr (Book) other = make_book ();

  book->has_price = other->has_price = FALSE;
  other->price = 1000;
  g_assert_true (book_equal (book, other));
}

static void
note_path (const char *path, const KtgValues *rest, gpointer paths)
{
  g_string_append_printf (paths, "%s=%s;", path, ktg_values_get_text (rest, "of_tomorrow"));
}

static void
what_another_version_said_is_shown_where_it_stands (void)
{
  g_autoptr (Book) book = make_book ();
  g_autoptr (GString) paths = g_string_new (NULL);
  KtgPerson *reader = make_person ("Citra");

  book->place_rest = make_rest ("place");
  book->owner->rest = make_rest ("owner");
  reader->rest = make_rest ("reader");
  g_ptr_array_add (book->readers, reader);
  ktg_record_visit_rest (&book_record, book, "", note_path, paths);
  g_assert_cmpstr (paths->str, ==, "owner=owner;readers[1]=reader;place=place;=whole;");

  g_string_truncate (paths, 0);
  ktg_record_visit_rest (&ktg_person_record, reader, "books[2].reader", note_path, paths);
  g_assert_cmpstr (paths->str, ==, "books[2].reader=reader;");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/record/a-new-record-says-nothing-and-its-lists-are-empty",
                   a_new_record_says_nothing_and_its_lists_are_empty);
  g_test_add_func ("/model/record/a-copy-says-the-same-and-shares-nothing",
                   a_copy_says_the_same_and_shares_nothing);
  g_test_add_func ("/model/record/nothing-is-copied-and-freed-as-nothing",
                   nothing_is_copied_and_freed_as_nothing);
  g_test_add_func ("/model/record/each-field-counts-in-a-comparison",
                   each_field_counts_in_a_comparison);
  g_test_add_func ("/model/record/what-a-flag-denies-is-not-looked-at",
                   what_a_flag_denies_is_not_looked_at);
  g_test_add_func ("/model/record/what-another-version-said-is-shown-where-it-stands",
                   what_another_version_said_is_shown_where_it_stands);
  return g_test_run ();
}
