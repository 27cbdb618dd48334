/** Files without a name, which several processes of this host map. {@link dev.myriapod.coordinator.memory.Room} makes them. */
package dev.myriapod.coordinator.memory;
