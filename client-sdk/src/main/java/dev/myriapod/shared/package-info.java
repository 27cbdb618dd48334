/**
 * What processes share: the coordinator hosts it, and every process that has a handle sees the same. {@link
 * dev.myriapod.shared.SharedObjects}, which every {@link dev.myriapod.Myriapod} is, is the door.
 */
package dev.myriapod.shared;
