/** Barriers. {@link dev.myriapod.coordinator.hosted.barrier.HostedBarrier} is the door. */
package dev.myriapod.coordinator.hosted.barrier;
