/** {@code map}, {@code imap} and their relatives: {@link dev.myriapod.client.map.Maps} is the door. */
package dev.myriapod.client.map;
