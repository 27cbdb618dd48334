package dev.myriapod.coordinator.memory;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Makes memory that several processes can map. */
public interface Allocator {
    /**
     * Makes it, of zeros; blocks for as long as it takes to write so many bytes.
     *
     * @param calledOff ends that early
     * @throws IOException also if there is no room
     */
    Allocated make(long size, BooleanSupplier calledOff) throws IOException;
}
