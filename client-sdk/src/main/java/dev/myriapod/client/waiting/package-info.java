/**
 * The one place where threads wait for tasks, so that a task that waits can say so: {@link
 * dev.myriapod.client.waiting.Waiting} is the door.
 */
package dev.myriapod.client.waiting;
