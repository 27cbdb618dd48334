/** Hearing that a task has ended without being its callback: {@link dev.myriapod.client.watch.Watchable} is the door. */
package dev.myriapod.client.watch;
