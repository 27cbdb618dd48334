/**
 * One process's attachment to one shared object, for objects of all kinds: {@link
 * dev.myriapod.client.attachment.Attachment} carries its calls, {@link dev.myriapod.client.attachment.Handles} finds it.
 */
package dev.myriapod.client.attachment;
