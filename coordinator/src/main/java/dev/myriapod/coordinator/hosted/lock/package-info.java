/** Locks with their conditions. {@link dev.myriapod.coordinator.hosted.lock.HostedLock} is the door. */
package dev.myriapod.coordinator.hosted.lock;
