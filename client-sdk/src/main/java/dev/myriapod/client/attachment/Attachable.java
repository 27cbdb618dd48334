package dev.myriapod.client.attachment;

import dev.myriapod.proto.v1.SharedHandle;

/** What travels as a handle of a shared object, or of a part of one. */
public interface Attachable {
    /** What it is, for other processes. */
    SharedHandle handle();

    /** This process stays attached from now on: the handle is on its way, and nobody knows when it arrives. */
    void pin();
}
