/** How processes and tasks ended, and when that is enough to give up. */
package dev.myriapod.coordinator.scheduler.evidence;
