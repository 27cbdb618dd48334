package dev.myriapod.shared.object;

import dev.myriapod.JvmOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SharedObject} is. {@link #defaults()}: a default JVM, lost when that dies, calls as long as they like.
 *
 * @param jvm which JVM it lives in
 * @param recreate when its process dies, another one begins with a new object. The state is lost all the same; calls that had
 *     not begun are made to the new one. One that dies before its object is made is not replaced
 * @param callTimeout how long a call may take, the time included for which it waits for others; null: as long as it likes.
 *     Whoever calls is told by {@link dev.myriapod.failure.TaskTimeoutException}; a call that has begun goes on
 */
public record ObjectOptions(
        JvmOptions jvm, boolean recreate, @Nullable Duration callTimeout) {
    private static final ObjectOptions DEFAULTS = new ObjectOptions(JvmOptions.defaults(), false, null);

    public ObjectOptions {
        if (callTimeout != null && (callTimeout.isNegative() || callTimeout.isZero())) {
            throw new IllegalArgumentException("callTimeout must be positive; got " + callTimeout);
        }
    }

    /** A default JVM, lost when that dies, calls as long as they like. */
    public static ObjectOptions defaults() {
        return DEFAULTS;
    }

    /** Another JVM. */
    public ObjectOptions withJvm(JvmOptions newJvm) {
        return new ObjectOptions(newJvm, recreate, callTimeout);
    }

    /** Made anew when its process dies, or lost. */
    public ObjectOptions withRecreate(boolean newRecreate) {
        return new ObjectOptions(jvm, newRecreate, callTimeout);
    }

    /** Another limit for calls. */
    public ObjectOptions withCallTimeout(Duration newCallTimeout) {
        return new ObjectOptions(jvm, recreate, newCallTimeout);
    }
}
