/** Memory that processes of one host map: {@link dev.myriapod.shared.memory.SharedMemories} gives it out. */
package dev.myriapod.shared.memory;
