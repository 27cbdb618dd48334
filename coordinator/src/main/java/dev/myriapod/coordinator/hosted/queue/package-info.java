/** Queues. {@link dev.myriapod.coordinator.hosted.queue.HostedQueue} is the door. */
package dev.myriapod.coordinator.hosted.queue;
