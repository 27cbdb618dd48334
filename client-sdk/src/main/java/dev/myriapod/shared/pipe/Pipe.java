package dev.myriapod.shared.pipe;

import dev.myriapod.shared.Shared;

/**
 * Two ends that are connected: what is sent through one is received through the other. Python's {@code Pipe}.
 *
 * <p>Usually one process makes the pipe, keeps the first end and sends the second to another. Whoever has the pipe may use
 * either end; it <em>holds</em> an end from the first {@code send}, {@code receive} or {@code poll} through it. So unlike in
 * Python a process that makes a pipe, and only passes an end on, does not keep that end open. The pipe itself can be sent as
 * well, like any shared object.
 *
 * <p>When both ends are closed, the pipe is of no use any more: it does not open again. One with a name keeps that name until
 * {@link #delete()}.
 */
public interface Pipe extends Shared {
    /** The first end; of a pipe that goes one way, the one that receives. */
    Connection first();

    /** The second end; of a pipe that goes one way, the one that sends. */
    Connection second();
}
