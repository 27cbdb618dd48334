package dev.myriapod.agent.fork;

import java.io.IOException;

/** The one place where the agent starts processes. */
public final class Fork {
    private Fork() {}

    /**
     * Starts what is described. Blocks for as long as a fork takes.
     *
     * @throws IOException what the operating system says, also if there are no file descriptors for the pipes: see
     *     {@link PipeRoom}
     */
    public static Process start(ProcessBuilder builder) throws IOException {
        PipeRoom.check();
        return builder.start();
    }
}
