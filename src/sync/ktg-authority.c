/* ktg-authority.c - trusts an office's own certificate authority and no other
 *
 * The PEM lies in the account, not in a file, so GLib's own database, which wants a file, does not
 * serve.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-authority.h"

#include "ktg-sync-error.h"

#include <ktg-whole-file.h>
#include <string.h>

#define BEGIN "-----BEGIN CERTIFICATE-----"
#define MAX_FILE_BYTES (256 * 1024)

struct _KtgAuthority
{
  GTlsDatabase parent_instance;

  GPtrArray *trusted; /* (element-type GTlsCertificate) */
};

G_DEFINE_FINAL_TYPE (KtgAuthority, ktg_authority, G_TYPE_TLS_DATABASE)

/* What one of them finds nothing wrong with is good; else the complaint of the first that at least
 * signed it. */
static GTlsCertificateFlags
ktg_authority_verify_chain (GTlsDatabase           *database,
                            GTlsCertificate        *chain,
                            const char             *purpose,
                            GSocketConnectable     *identity,
                            GTlsInteraction        *interaction,
                            GTlsDatabaseVerifyFlags flags,
                            GCancellable           *cancellable,
                            GError                **error)
{
  KtgAuthority        *self = KTG_AUTHORITY (database);
  GTlsCertificateFlags complaint = G_TLS_CERTIFICATE_UNKNOWN_CA;

  for (guint i = 0; i < self->trusted->len; i++)
    {
      GTlsCertificateFlags found
          = g_tls_certificate_verify (chain, identity, g_ptr_array_index (self->trusted, i));

      if (found == 0)
        return 0;
      if (!(found & G_TLS_CERTIFICATE_UNKNOWN_CA))
        complaint = found;
    }

  return complaint;
}

static void
ktg_authority_finalize (GObject *object)
{
  KtgAuthority *self = KTG_AUTHORITY (object);

  g_clear_pointer (&self->trusted, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_authority_parent_class)->finalize (object);
}

static void
ktg_authority_class_init (KtgAuthorityClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ktg_authority_finalize;
  G_TLS_DATABASE_CLASS (class)->verify_chain = ktg_authority_verify_chain;
}

static void
ktg_authority_init (KtgAuthority *self)
{
  self->trusted = g_ptr_array_new_with_free_func (g_object_unref);
}

static gboolean
add_certificates (KtgAuthority *self, const char *pem)
{
  for (const char *p = strstr (pem, BEGIN); p != NULL; p = strstr (p + 1, BEGIN))
    {
      GTlsCertificate *certificate = g_tls_certificate_new_from_pem (p, -1, NULL);

      if (certificate == NULL)
        return FALSE;
      g_ptr_array_add (self->trusted, certificate);
    }

  return self->trusted->len > 0;
}

/**
 * ktg_authority_new:
 * @pem: one certificate or more
 *
 * Returns: (transfer full) (nullable): what decides whom to trust, or %KTG_SYNC_ERROR_CERTIFICATE
 */
GTlsDatabase *
ktg_authority_new (const char *pem, GError **error)
{
  g_autoptr (KtgAuthority) self = g_object_new (KTG_TYPE_AUTHORITY, NULL);

  if (!add_certificates (self, pem))
    {
      g_set_error_literal (error,
                           KTG_SYNC_ERROR,
                           KTG_SYNC_ERROR_CERTIFICATE,
                           "The certificate authority cannot be read");
      return NULL;
    }

  return G_TLS_DATABASE (g_steal_pointer (&self));
}

/* As an office hands it out: one certificate, in its binary form. */
static char *
dup_pem_of_der (GBytes *file)
{
  gsize         size;
  gconstpointer bytes = g_bytes_get_data (file, &size);
  g_autoptr (GByteArray) der = g_byte_array_new ();
  g_autoptr (GInitable) certificate = NULL;
  char *pem = NULL;

  if (size == 0)
    return NULL;

  g_byte_array_append (der, bytes, (guint)size);
  certificate = g_initable_new (g_tls_backend_get_certificate_type (g_tls_backend_get_default ()),
                                NULL,
                                NULL,
                                "certificate",
                                der,
                                NULL);
  if (certificate != NULL)
    g_object_get (certificate, "certificate-pem", &pem, NULL);

  return pem;
}

static gboolean
has_certificates (const char *pem)
{
  g_autoptr (KtgAuthority) self = g_object_new (KTG_TYPE_AUTHORITY, NULL);

  return add_certificates (self, pem);
}

/**
 * ktg_authority_dup_pem:
 * @file: what an office gave its officers, PEM or DER
 *
 * Asks nobody, so that a wrong file is named before a server is.
 *
 * Returns: (transfer full) (nullable): for ktg_authority_new(), or %KTG_SYNC_ERROR_NO_CERTIFICATE
 */
char *
ktg_authority_dup_pem (GBytes *file, GError **error)
{
  gsize            size;
  const char      *bytes = g_bytes_get_data (file, &size);
  g_autofree char *text = g_strndup (size > 0 ? bytes : "", size);

  if (!has_certificates (text))
    {
      g_free (text);
      text = dup_pem_of_der (file);
    }
  if (text == NULL)
    g_set_error_literal (error,
                         KTG_SYNC_ERROR,
                         KTG_SYNC_ERROR_NO_CERTIFICATE,
                         "There is no certificate in it");

  return g_steal_pointer (&text);
}

/* No more than any certificate needs: what is chosen may be a film. A pipe is not waited for. NULL,
 * where it cannot be read. */
static GBytes *
read_start (GFile *file)
{
  g_autofree char *path = g_file_is_native (file) ? g_file_get_path (file) : NULL;
  g_autoptr (GFileInputStream) stream = NULL;

  if (path != NULL)
    return ktg_whole_file_read (path, MAX_FILE_BYTES - 1, NULL); /* and one more, if it is longer */

  stream = g_file_read (file, NULL, NULL);
  return stream != NULL
             ? g_input_stream_read_bytes (G_INPUT_STREAM (stream), MAX_FILE_BYTES, NULL, NULL)
             : NULL;
}

/**
 * ktg_authority_dup_pem_of_file:
 * @file: what an officer chose, whatever it is
 *
 * Returns: (transfer full) (nullable): as ktg_authority_dup_pem(); what cannot be read has none
 */
char *
ktg_authority_dup_pem_of_file (GFile *file, GError **error)
{
  g_autoptr (GBytes) start = read_start (file);
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);

  return ktg_authority_dup_pem (start != NULL ? start : none, error);
}
