package dev.myriapod.shared.memory;

/**
 * Where memory comes from that processes share. Names, waits and errors are as with {@link dev.myriapod.shared.SharedObjects};
 * with a name, everybody says the same size and kind of elements. Besides, all methods throw
 *
 * <ul>
 *   <li>{@link IllegalArgumentException} if the size or length is not positive, or more than 2<sup>62</sup> bytes;
 *   <li>{@link MemoryUnavailableException} if there is no room for it, or if this process runs on another host than the
 *       coordinator, or in another container.
 * </ul>
 *
 * <p>Memory is made of zeros, and all of it at once, so this takes as long as writing so many bytes: about half a second for a
 * gigabyte.
 */
public interface SharedMemories {
    /** A new memory without a name, with so many bytes. */
    SharedMemory memory(long size);

    /** The memory of that name, with so many bytes. */
    SharedMemory memory(String name, long size);

    /** A new array without a name. */
    SharedByteArray byteArray(long length);

    /** The array of that name. */
    SharedByteArray byteArray(String name, long length);

    /** A new array without a name. */
    SharedIntArray intArray(long length);

    /** The array of that name. */
    SharedIntArray intArray(String name, long length);

    /** A new array without a name. */
    SharedLongArray longArray(long length);

    /** The array of that name. */
    SharedLongArray longArray(String name, long length);

    /** A new array without a name. */
    SharedDoubleArray doubleArray(long length);

    /** The array of that name. */
    SharedDoubleArray doubleArray(String name, long length);
}
