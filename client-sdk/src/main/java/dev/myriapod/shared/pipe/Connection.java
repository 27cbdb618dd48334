package dev.myriapod.shared.pipe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One end of a {@link Pipe}, in this process. Python's {@code Connection}.
 *
 * <p>It is a value: it goes to other processes as argument, result or captured variable of a function, as element of another
 * shared object or as part of a record, and attaches itself where it arrives. An end may be held by several processes, as after
 * a fork: each message goes to one of them. A process holds it from its arrival, or from the first use, until it calls {@link
 * #close()}, ends, or has no handle of the pipe left. When no process holds an end any more, it is closed for good:
 *
 * <ul>
 *   <li>the other end can receive what is left, and then throws {@link java.io.EOFException};
 *   <li>its {@code send}s, also those that wait, throw {@link BrokenPipeException}; what was not yet received is dropped.
 * </ul>
 *
 * <p>An end that is on its way to a process counts as held: from the moment at which its handle is encoded until it arrives. It
 * can be closed here meanwhile. If the first that gets it dies, it is closed, though others may be about to get the same handle:
 * whoever sends an end to several keeps it open until all have answered.
 *
 * <p>All methods may be called by any thread, several at a time; a message is received by one of them. Messages of one thread
 * are received in the order in which they were sent. Whatever may wait can be interrupted, and throws {@link
 * IllegalStateException} if the pipe does not go in that direction, {@link ConnectionClosedException} if this end is closed here
 * or for good, also while it waits, and what {@link dev.myriapod.shared.Shared} says when the pipe or its coordinator is gone.
 */
public interface Connection extends Waitable, AutoCloseable {
    /** Whether it can receive. */
    boolean isReadable();

    /** Whether it can send. */
    boolean isWritable();

    /**
     * Sends an object, which is encoded on this thread; waits while so many bytes are on their way that there is no room.
     *
     * @throws dev.myriapod.failure.PayloadException if it cannot be encoded; nothing was sent
     * @throws InterruptedException if it was interrupted; then nothing was sent. If it was sent before the interrupt could say
     *     otherwise, this returns, with the thread interrupted
     * @throws BrokenPipeException if the other end is closed
     */
    void send(@Nullable Object message) throws IOException, InterruptedException;

    /**
     * As {@link #send(Object)}, but waits for room no longer than that.
     *
     * @param timeout at most so long; zero or less does not wait
     * @return false: the time is over, and nothing was sent
     */
    boolean send(@Nullable Object message, Duration timeout) throws IOException, InterruptedException;

    /**
     * Waits for a message and receives it. One that was sent by {@link #sendBytes} is a {@code byte[]}. If it cannot be decoded
     * here, {@link dev.myriapod.failure.PayloadException} is thrown, and it is gone.
     *
     * @throws InterruptedException if it was interrupted; then nothing was received: a message that was on its way is at the
     *     front again
     * @throws java.io.EOFException if the other end is closed, and nothing is left
     */
    @Nullable
    Object receive() throws IOException, InterruptedException;

    /**
     * As {@link #receive()}, but waits no longer than that.
     *
     * @param timeout at most so long; zero or less does not wait
     * @throws TimeoutException if the time is over; nothing was received
     */
    @Nullable
    Object receive(Duration timeout) throws IOException, InterruptedException, TimeoutException;

    /**
     * As {@link #receive()}, of that type.
     *
     * @throws ClassCastException if it is of another type, or null; it is gone then
     */
    default <T> T receive(Class<T> type) throws IOException, InterruptedException {
        Object message = receive();
        if (!type.isInstance(message)) {
            throw new ClassCastException("A message was to be of " + type.getName() + " and is "
                    + (message == null ? "null" : "of " + message.getClass().getName())
                    + ": let both sides agree on what they send.");
        }
        return type.cast(message);
    }

    /**
     * Waits until {@link #receive()} would not: there is a message, or the other end is closed. Takes nothing, so another thread
     * or process may be faster.
     *
     * @param timeout at most so long; zero or less only looks
     * @return false: the time is over
     */
    boolean poll(Duration timeout) throws IOException, InterruptedException;

    /** Sends these bytes as they are, as one message, which may be empty. Otherwise as {@link #send}. */
    default void sendBytes(byte[] message) throws IOException, InterruptedException {
        sendBytes(ByteBuffer.wrap(message));
    }

    /**
     * Sends a part of these bytes. Otherwise as {@link #send}.
     *
     * @throws IndexOutOfBoundsException if there is no such part
     */
    default void sendBytes(byte[] message, int offset, int length) throws IOException, InterruptedException {
        sendBytes(ByteBuffer.wrap(message, offset, length));
    }

    /**
     * Sends what remains in the buffer, whose position is at its limit then; if this throws, it has not moved. Otherwise as {@link
     * #send}.
     */
    void sendBytes(ByteBuffer message) throws IOException, InterruptedException;

    /** As {@link #sendBytes(ByteBuffer)}, but waits no longer than {@link #send(Object, Duration)} does; then the buffer has not moved. */
    boolean sendBytes(ByteBuffer message, Duration timeout) throws IOException, InterruptedException;

    /** As {@link #receive()}; if the message was sent by {@link #send}, its encoded bytes. */
    byte[] receiveBytes() throws IOException, InterruptedException;

    /** As {@link #receiveBytes()}, but waits no longer than {@link #receive(Duration)} does. */
    byte[] receiveBytes(Duration timeout) throws IOException, InterruptedException, TimeoutException;

    /**
     * As {@link #receiveBytes()}, into the buffer, whose position moves behind the message.
     *
     * @return the length of the message
     * @throws BufferTooShortException if the message is longer than what remains in the buffer, which has not changed then; the
     *     message is in the exception
     * @throws java.nio.ReadOnlyBufferException if the buffer cannot be written; nothing was received
     */
    int receiveInto(ByteBuffer buffer) throws IOException, InterruptedException;

    /** As {@link #receiveInto(ByteBuffer)}, but waits no longer than {@link #receive(Duration)} does. */
    int receiveInto(ByteBuffer buffer, Duration timeout) throws IOException, InterruptedException, TimeoutException;

    /**
     * Lets go of this end in this process; whoever else holds it is not concerned. Calls that wait on it here throw {@link
     * ConnectionClosedException}. Returns when that is done; a second call does nothing.
     */
    @Override
    void close();

    /** Whether it was {@linkplain #close() closed} in this process. */
    boolean isClosed();
}
