/** Barriers, as a process that is attached sees them: {@link dev.myriapod.client.shared.barrier.ClientBarrier} is the door. */
package dev.myriapod.client.shared.barrier;
