/* test-enrolment.c - a device is enrolled, or is told why it is not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "officer.h"

#include <ktg-sync.h>

static void
test_an_enrolment_fails_for_the_reason_it_fails_for (void)
{
  static const struct
  {
    FakeLie lie;
    int     code;
  } lies[] = {
    { FAKE_CODE_WRONG, KTG_SYNC_ERROR_CODE_WRONG },
    { FAKE_CODE_USED, KTG_SYNC_ERROR_CODE_USED },
    { FAKE_CODE_EXPIRED, KTG_SYNC_ERROR_CODE_EXPIRED },
    { FAKE_PORTAL, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_REDIRECT, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_OTHER_KEY, KTG_SYNC_ERROR_WRONG_SERVER },
    { FAKE_NO_PROOF, KTG_SYNC_ERROR_WRONG_SERVER },
    { FAKE_SWALLOW, KTG_SYNC_ERROR_NO_LINK },
    { FAKE_FORBIDDEN_PAGE, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_BAD_GATEWAY, KTG_SYNC_ERROR_NO_LINK },
    { FAKE_BUSY, KTG_SYNC_ERROR_BUSY },
  };
  g_autoptr (Officer) officer = officer_new_unenrolled ();
  g_autofree char *code = fake_server_new_code (officer->server);

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (GError) error = NULL;

      fake_server_lie (officer->server, lies[i].lie, "/v1/enrol", 0, 1);
      g_assert_false (officer_enrol (officer, fake_server_get_url (officer->server), code, &error));
      g_assert_error (error, KTG_SYNC_ERROR, lies[i].code);
      g_assert_null (ktg_store_get_account (officer->device->store));
    }
}

static void
test_an_enrolment_survives_a_wrong_clock (void)
{
  g_autoptr (Officer) officer = officer_new_unenrolled ();
  g_autofree char *code = fake_server_new_code (officer->server);
  g_autoptr (GError) error = NULL;

  fake_server_lie (officer->server, FAKE_CLOCK, "/v1/enrol", 0, 1);
  officer_enrol (officer, fake_server_get_url (officer->server), code, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ktg_store_get_account (officer->device->store)->officer, ==, "Siti");
}

static void
test_what_cannot_be_right_is_not_sent (void)
{
  static const struct
  {
    const char *url;
    const char *code;
    int         error;
  } inputs[] = {
    { "http://server.example", "7K3M-7K3M-7K3M-7K3M-7K3M-7K3M", KTG_SYNC_ERROR_PLAIN_HTTP },
    { "gopher://server.example", "7K3M-7K3M-7K3M-7K3M-7K3M-7K3M", KTG_SYNC_ERROR_BAD_URL },
    { NULL, "7K3M", KTG_SYNC_ERROR_CODE_WRONG },
    { NULL, "7K3M-7K3M-7K3M-7K3M-7K3M-7K3M", KTG_SYNC_ERROR_WRONG_SERVER },
  };
  g_autoptr (Officer) officer = officer_new_unenrolled ();

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      const char *url
          = inputs[i].url != NULL ? inputs[i].url : fake_server_get_url (officer->server);
      g_autoptr (GError) error = NULL;

      g_assert_false (officer_enrol (officer, url, inputs[i].code, &error));
      g_assert_error (error, KTG_SYNC_ERROR, inputs[i].error);
    }
  g_assert_cmpuint (fake_server_get_n_requests (officer->server), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/enrolment/it-fails-for-the-reason-it-fails-for",
                   test_an_enrolment_fails_for_the_reason_it_fails_for);
  g_test_add_func ("/enrolment/it-survives-a-wrong-clock",
                   test_an_enrolment_survives_a_wrong_clock);
  g_test_add_func ("/enrolment/what-cannot-be-right-is-not-sent",
                   test_what_cannot_be_right_is_not_sent);

  return g_test_run ();
}
