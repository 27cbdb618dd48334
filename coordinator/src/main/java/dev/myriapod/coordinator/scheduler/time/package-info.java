/** Deadlines without a clock, and how long tasks take. */
package dev.myriapod.coordinator.scheduler.time;
