package dev.myriapod.client.attachment;

import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.Shared;

/** A handle that does what all handles do by what it is attached with. */
public interface AttachedObject extends Shared, Attachable {
    /** What it is attached with. */
    Attached attached();

    @Override
    default String name() {
        return attached().name();
    }

    @Override
    default void detach() {
        attached().detach();
    }

    @Override
    default void delete() {
        attached().delete();
    }

    @Override
    default SharedHandle handle() {
        return attached().handle();
    }

    @Override
    default void pin() {
        attached().pin(attached(), this);
    }
}
