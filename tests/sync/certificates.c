/* certificates.c - authorities and servers' certificates, made for one test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "certificates.h"

#include <gnutls/x509.h>
#include <string.h>
#include <time.h>

#define DAY_S (24 * 60 * 60)

struct _Authority
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t     certificate;
  char                 *pem;
};

static void
must (int code)
{
  g_assert_cmpint (code, >=, 0);
}

static gnutls_x509_privkey_t
make_key (void)
{
  gnutls_x509_privkey_t key;

  must (gnutls_x509_privkey_init (&key));
  must (gnutls_x509_privkey_generate (key,
                                      GNUTLS_PK_ECDSA,
                                      GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1),
                                      0));

  return key;
}

static gnutls_x509_crt_t
make_certificate (gnutls_x509_privkey_t key,
                  const char           *name,
                  guint8                serial,
                  int                   from_days,
                  int                   to_days)
{
  gnutls_x509_crt_t certificate;
  time_t            now = time (NULL);

  must (gnutls_x509_crt_init (&certificate));
  must (gnutls_x509_crt_set_version (certificate, 3));
  must (gnutls_x509_crt_set_serial (certificate, &serial, 1));
  must (gnutls_x509_crt_set_activation_time (certificate, now + from_days * DAY_S));
  must (gnutls_x509_crt_set_expiration_time (certificate, now + to_days * DAY_S));
  must (gnutls_x509_crt_set_dn_by_oid (certificate,
                                       GNUTLS_OID_X520_COMMON_NAME,
                                       0,
                                       name,
                                       strlen (name)));
  must (gnutls_x509_crt_set_key (certificate, key));

  return certificate;
}

static char *
dup_pem (gnutls_x509_crt_t certificate)
{
  gnutls_datum_t pem;
  char          *copy;

  must (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &pem));
  copy = g_strndup ((char *)pem.data, pem.size);
  gnutls_free (pem.data);

  return copy;
}

static char *
dup_key_pem (gnutls_x509_privkey_t key)
{
  gnutls_datum_t pem;
  char          *copy;

  must (
      gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &pem));
  copy = g_strndup ((char *)pem.data, pem.size);
  gnutls_free (pem.data);

  return copy;
}

Authority *
authority_new (void)
{
  Authority *self = g_new0 (Authority, 1);

  self->key = make_key ();
  self->certificate = make_certificate (self->key, "An office", 1, -30, 30);
  must (gnutls_x509_crt_set_basic_constraints (self->certificate, 1, -1));
  must (gnutls_x509_crt_set_key_usage (self->certificate, GNUTLS_KEY_KEY_CERT_SIGN));
  must (gnutls_x509_crt_sign2 (self->certificate,
                               self->certificate,
                               self->key,
                               GNUTLS_DIG_SHA256,
                               0));
  self->pem = dup_pem (self->certificate);

  return self;
}

void
authority_free (Authority *self)
{
  if (self == NULL)
    return;

  gnutls_x509_crt_deinit (self->certificate);
  gnutls_x509_privkey_deinit (self->key);
  g_free (self->pem);
  g_free (self);
}

const char *
authority_get_pem (Authority *self)
{
  return self->pem;
}

GTlsCertificate *
authority_certify (Authority *self, const char *address, int from_days, int to_days)
{
  g_autoptr (GInetAddress) parsed = g_inet_address_new_from_string (address);
  g_autoptr (GError) error = NULL;
  gnutls_x509_privkey_t key = make_key ();
  gnutls_x509_crt_t     certificate = make_certificate (key, "A server", 2, from_days, to_days);
  g_autofree char      *pem = NULL;
  g_autofree char      *key_pem = NULL;
  g_autofree char      *both = NULL;
  GTlsCertificate      *result;

  must (gnutls_x509_crt_set_subject_alt_name (certificate,
                                              GNUTLS_SAN_IPADDRESS,
                                              g_inet_address_to_bytes (parsed),
                                              g_inet_address_get_native_size (parsed),
                                              GNUTLS_FSAN_SET));
  must (gnutls_x509_crt_sign2 (certificate, self->certificate, self->key, GNUTLS_DIG_SHA256, 0));
  pem = dup_pem (certificate);
  key_pem = dup_key_pem (key);
  both = g_strconcat (pem, key_pem, NULL);
  result = g_tls_certificate_new_from_pem (both, -1, &error);
  g_assert_no_error (error);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);

  return result;
}
