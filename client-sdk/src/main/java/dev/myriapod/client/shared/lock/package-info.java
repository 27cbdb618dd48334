/**
 * Locks, as a process that is attached sees them: {@link dev.myriapod.client.shared.lock.ClientLock} and {@link
 * dev.myriapod.client.shared.lock.ClientReadWriteLock} are the doors.
 */
package dev.myriapod.client.shared.lock;
