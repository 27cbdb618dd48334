/** Tables of what is numbered, without garbage. */
package dev.myriapod.coordinator.scheduler.table;
