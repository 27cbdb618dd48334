/** Decides. {@link dev.myriapod.coordinator.Coordinator} is the door. */
package dev.myriapod.coordinator;
