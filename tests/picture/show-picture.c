/* show-picture.c - what the program that decodes makes of one file, for a comparison
 *
 * Usage: show-picture FILE LONGEST_SIDE PREVIEW.jpg PIXELS.pam
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-photo.h>
#include <ktg-raster.h>

#include <stdio.h>

static gboolean
write_preview (GFile *file, const char *path)
{
  g_autoptr (KtgPhoto) photo = ktg_photo_read (file, 0, 0, NULL, NULL);

  return photo != NULL && photo->preview != NULL
         && g_file_set_contents (path,
                                 g_bytes_get_data (photo->preview, NULL),
                                 (gssize)g_bytes_get_size (photo->preview),
                                 NULL);
}

static gboolean
write_pixels (GFile *file, int longest_side, const char *path)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (KtgRaster) raster
      = ktg_raster_decode (G_INPUT_STREAM (stream), NULL, longest_side, longest_side, NULL, NULL);
  FILE *out = raster != NULL ? fopen (path, "w") : NULL;

  if (out == NULL)
    return FALSE;

  fprintf (out,
           "P7\nWIDTH %d\nHEIGHT %d\nDEPTH %d\nMAXVAL 255\nTUPLTYPE %s\nENDHDR\n",
           raster->width,
           raster->height,
           raster->has_alpha ? 4 : 3,
           raster->has_alpha ? "RGB_ALPHA" : "RGB");
  fwrite (g_bytes_get_data (raster->pixels, NULL), 1, g_bytes_get_size (raster->pixels), out);
  return fclose (out) == 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GFile) file = argc == 5 ? g_file_new_for_path (argv[1]) : NULL;

  return file != NULL && write_preview (file, argv[3])
                 && write_pixels (file, atoi (argv[2]), argv[4])
             ? 0
             : 1;
}
