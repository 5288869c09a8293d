/* ktg-picture-record.h - what the program that decodes pictures is asked, and what it answers
 *
 * Both are of one size, between two programs of one build on one machine, so they travel as they
 * lie in memory. The picture follows the question, and what was made of it the answer. When it is
 * ready for the picture, and now and then while it works, the program sends KTG_PICTURE_BEAT.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-raster-part.h>

G_BEGIN_DECLS

#define KTG_PICTURE_MAGIC "KtgPic1"
#define KTG_PICTURE_BEAT '.'
#define KTG_PICTURE_MAX_SIDE 1000000
#define KTG_PICTURE_MAX_COVERS 64
#define KTG_PICTURE_CODES_MAX_BYTES 4096
#define KTG_PICTURE_CODES_LONGEST_SIDE 2400
#define KTG_COVERED_COPY_MAX_BYTES (8 * 1024 * 1024)
#define KTG_COVERED_COPY_LONGEST_SIDE 1600
#define KTG_PRINT_COPY_LONGEST_SIDE 1500
#define KTG_PREVIEW_MAX_BYTES (40 * 1024)
#define KTG_PREVIEW_LONGEST_SIDE 640

typedef enum
{
  KTG_PICTURE_AS_PREVIEW, /* a JPEG of at most KTG_PREVIEW_MAX_BYTES */
  KTG_PICTURE_AS_PIXELS,
  KTG_PICTURE_AS_COVERED_COPY, /* a JPEG of at most KTG_COVERED_COPY_MAX_BYTES */
  KTG_PICTURE_AS_PRINT_COPY,   /* likewise, and of a picture whose end is missing what came */
  KTG_PICTURE_AS_CODES, /* what its QR codes say, each with its zero; KTG_PICTURE_CODES_MAX_BYTES */
} KtgPictureForm;

/**
 * KtgPictureFate:
 * @KTG_PICTURE_SHOWN: it was decoded
 * @KTG_PICTURE_OF_NO_SHOWN_KIND: nothing here shows this kind
 * @KTG_PICTURE_TOO_COSTLY: it needs more memory than it is given
 * @KTG_PICTURE_BROKEN: its bytes make no picture
 * @KTG_PICTURE_TOO_SLOW: it needs more time than it is given
 * @KTG_PICTURE_DECODER_ENDED: the program that decodes it died of it, or answered nonsense
 * @KTG_PICTURE_NO_DECODER: the program that decodes could not be started
 *
 * The last three are never answered: they are what is found where no answer comes.
 */
typedef enum
{
  KTG_PICTURE_SHOWN,
  KTG_PICTURE_OF_NO_SHOWN_KIND,
  KTG_PICTURE_TOO_COSTLY,
  KTG_PICTURE_BROKEN,
  KTG_PICTURE_TOO_SLOW,
  KTG_PICTURE_DECODER_ENDED,
  KTG_PICTURE_NO_DECODER,
} KtgPictureFate;

/* What the kernel lacks to confine the program that decodes. */
typedef enum
{
  KTG_PICTURE_LACKS_NOTHING = 0,
  KTG_PICTURE_LACKS_LANDLOCK = 1 << 0,
  KTG_PICTURE_LACKS_SECCOMP = 1 << 1,
} KtgPictureLacks;

typedef struct
{
  char          magic[8];
  char          media_type[32];
  gint32        form;
  gint32        max_width, max_height;
  gint32        utc_offset_s; /* for a time that does not say its own */
  KtgRasterPart part;         /* width 0: the whole picture */
  gint32        n_covers;
  KtgRasterPart covers[KTG_PICTURE_MAX_COVERS];
} KtgPictureRequest;

typedef struct
{
  char    magic[8];
  gint32  fate;
  gint32  lacks;
  gint32  is_truncated;
  gint32  own_width, own_height; /* upright; 0 when not known */
  gint32  width, height;         /* of what follows */
  gint32  n_channels;            /* of pixels: 3 or 4 */
  guint32 n_bytes;               /* that follow */
  gint32  has_position;
  double  latitude, longitude;
  char    taken[32]; /* "2022-08-14T10:01:02+07:00", or "" */
  char    camera[128];
} KtgPictureAnswer;

gboolean ktg_picture_answer_is_sound (const KtgPictureAnswer  *answer,
                                      const KtgPictureRequest *request);

G_END_DECLS
