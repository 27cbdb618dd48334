/** The one thread on which the coordinator lives. {@link dev.myriapod.coordinator.loop.CoordinatorLoop} is it. */
package dev.myriapod.coordinator.loop;
