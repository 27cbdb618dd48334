/** Queues, as a process that is attached sees them: {@link dev.myriapod.client.shared.queue.ClientQueue} is the door. */
package dev.myriapod.client.shared.queue;
