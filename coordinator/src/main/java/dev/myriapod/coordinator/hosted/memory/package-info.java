/** Memory of one host. {@link dev.myriapod.coordinator.hosted.memory.HostedMemory} is the door. */
package dev.myriapod.coordinator.hosted.memory;
