/** How memory of one host is made and spoken with. {@link dev.myriapod.coordinator.session.shared.memory.MemoryWire} is the door. */
package dev.myriapod.coordinator.session.shared.memory;
