/**
 * Tasks that wait for other tasks: what they wait for, what therefore goes first, and which of them would wait for ever.
 * {@link dev.myriapod.coordinator.scheduler.waiting.WaitBook} is the door.
 */
package dev.myriapod.coordinator.scheduler.waiting;
