/** Brings files to the coordinator: {@link dev.myriapod.client.shipping.upload.Uploads}. */
package dev.myriapod.client.shipping.upload;
