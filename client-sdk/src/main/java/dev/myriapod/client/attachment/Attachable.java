package dev.myriapod.client.attachment;

import dev.myriapod.proto.v1.SharedHandle;
import java.io.IOException;

/** What travels as a handle of a shared object, or of a part of one. */
public interface Attachable {
    /** What it is, for other processes. */
    SharedHandle handle();

    /**
     * It is about to be sent: the handle for this once. May ask the coordinator and wait for its answer.
     *
     * @throws IOException if it cannot be sent
     */
    default Departure depart() throws IOException {
        return new Departure(handle(), () -> {});
    }

    /** This process stays attached from now on: the handle is on its way, and nobody knows when it arrives. */
    void pin();
}
