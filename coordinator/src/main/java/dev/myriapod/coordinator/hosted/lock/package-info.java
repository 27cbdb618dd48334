/**
 * Locks with their conditions. {@link dev.myriapod.coordinator.hosted.lock.HostedLock} and {@link
 * dev.myriapod.coordinator.hosted.lock.HostedReadWriteLock} are the doors.
 */
package dev.myriapod.coordinator.hosted.lock;
