/** Memory of this host, as a process that is attached sees it: {@link dev.myriapod.client.shared.memory.ClientMemory} is the door. */
package dev.myriapod.client.shared.memory;
