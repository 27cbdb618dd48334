/**
 * Pools and futures on their way to other processes: {@link dev.myriapod.client.handle.Handover} is the door.
 */
package dev.myriapod.client.handle;
