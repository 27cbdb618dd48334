/** Which workers of a pool take tasks, which wait for their turn, and which are to be replaced. */
package dev.myriapod.coordinator.scheduler.fleet;
