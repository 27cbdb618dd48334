/**
 * What processes wait for each other with, besides locks: {@link dev.myriapod.shared.sync.SharedSynchronizers}, which every
 * {@link dev.myriapod.Myriapod} is, is the door.
 */
package dev.myriapod.shared.sync;
