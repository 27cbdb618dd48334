/** Locks, as a process that is attached sees them: {@link dev.myriapod.client.shared.lock.ClientLock} is the door. */
package dev.myriapod.client.shared.lock;
