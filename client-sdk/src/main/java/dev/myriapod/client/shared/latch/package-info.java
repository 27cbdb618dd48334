/** Latches, as a process that is attached sees them: {@link dev.myriapod.client.shared.latch.ClientLatch} is the door. */
package dev.myriapod.client.shared.latch;
