/** Semaphores, as a process that is attached sees them: {@link dev.myriapod.client.shared.semaphore.ClientSemaphore} is the door. */
package dev.myriapod.client.shared.semaphore;
