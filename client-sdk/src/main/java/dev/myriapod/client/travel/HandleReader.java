package dev.myriapod.client.travel;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.proto.v1.PoolHandle;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.proto.v1.TaskEnded;
import dev.myriapod.proto.v1.TaskHandle;
import org.jspecify.annotations.Nullable;

/** Makes of handles what they stand for in this process. All methods may be called from any thread and never block. */
public interface HandleReader {
    /** The pool, joined if need be. */
    ProcessPool pool(PoolHandle handle);

    /** A future of that task; it has ended if its end is given. */
    TaskFuture<?> future(TaskHandle handle, @Nullable TaskEnded ended);

    /** The shared object or the part of it, attached if need be. */
    Object object(SharedHandle handle);
}
