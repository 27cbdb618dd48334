/** Latches. {@link dev.myriapod.coordinator.hosted.latch.HostedLatch} is the door. */
package dev.myriapod.coordinator.hosted.latch;
