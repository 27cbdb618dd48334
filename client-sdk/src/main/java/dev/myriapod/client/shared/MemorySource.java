package dev.myriapod.client.shared;

import dev.myriapod.proto.v1.MemoryElements;
import dev.myriapod.shared.memory.SharedByteArray;
import dev.myriapod.shared.memory.SharedDoubleArray;
import dev.myriapod.shared.memory.SharedIntArray;
import dev.myriapod.shared.memory.SharedLongArray;
import dev.myriapod.shared.memory.SharedMemories;
import dev.myriapod.shared.memory.SharedMemory;

/** The part of a cluster's client that gives out memory of this host. */
abstract class MemorySource extends SynchronizerSource implements SharedMemories {
    private final Memories memories;

    MemorySource(Synchronizers synchronizers, Memories memories) {
        super(synchronizers);
        this.memories = memories;
    }

    final Memories memories() {
        return memories;
    }

    @Override
    public SharedMemory memory(long size) {
        requireOpen();
        return memories.memory("", size, 1, MemoryElements.MEMORY_ELEMENTS_UNSPECIFIED);
    }

    @Override
    public SharedMemory memory(String name, long size) {
        requireOpen();
        return memories.memory(named(name), size, 1, MemoryElements.MEMORY_ELEMENTS_UNSPECIFIED);
    }

    @Override
    public SharedByteArray byteArray(long length) {
        requireOpen();
        return memories.memory("", length, 1, MemoryElements.MEMORY_ELEMENTS_BYTES)
                .bytes();
    }

    @Override
    public SharedByteArray byteArray(String name, long length) {
        requireOpen();
        return memories.memory(named(name), length, 1, MemoryElements.MEMORY_ELEMENTS_BYTES)
                .bytes();
    }

    @Override
    public SharedIntArray intArray(long length) {
        requireOpen();
        return memories.memory("", length, Integer.BYTES, MemoryElements.MEMORY_ELEMENTS_INTS)
                .ints();
    }

    @Override
    public SharedIntArray intArray(String name, long length) {
        requireOpen();
        return memories.memory(named(name), length, Integer.BYTES, MemoryElements.MEMORY_ELEMENTS_INTS)
                .ints();
    }

    @Override
    public SharedLongArray longArray(long length) {
        requireOpen();
        return memories.memory("", length, Long.BYTES, MemoryElements.MEMORY_ELEMENTS_LONGS)
                .longs();
    }

    @Override
    public SharedLongArray longArray(String name, long length) {
        requireOpen();
        return memories.memory(named(name), length, Long.BYTES, MemoryElements.MEMORY_ELEMENTS_LONGS)
                .longs();
    }

    @Override
    public SharedDoubleArray doubleArray(long length) {
        requireOpen();
        return memories.memory("", length, Double.BYTES, MemoryElements.MEMORY_ELEMENTS_DOUBLES)
                .doubles();
    }

    @Override
    public SharedDoubleArray doubleArray(String name, long length) {
        requireOpen();
        return memories.memory(named(name), length, Double.BYTES, MemoryElements.MEMORY_ELEMENTS_DOUBLES)
                .doubles();
    }
}
