/** Semaphores. {@link dev.myriapod.coordinator.hosted.semaphore.HostedSemaphore} is the door. */
package dev.myriapod.coordinator.hosted.semaphore;
