package dev.myriapod.shared.object;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SharedObject} is. {@link #defaults()}: a default JVM, lost when that dies, calls as long as they like.
 *
 * @param jvmOptions options for the {@code java} command of its process, such as {@code -Xmx512m}
 * @param recreate when its process dies, another one begins with a new object. The state is lost all the same; calls that had
 *     not begun are made to the new one. One that dies before its object is made is not replaced
 * @param callTimeout how long a call may take, the time included for which it waits for others; null: as long as it likes.
 *     Whoever calls is told by {@link dev.myriapod.failure.TaskTimeoutException}; a call that has begun goes on
 */
public record ObjectOptions(
        List<String> jvmOptions, boolean recreate, @Nullable Duration callTimeout) {
    private static final ObjectOptions DEFAULTS = new ObjectOptions(List.of(), false, null);

    public ObjectOptions {
        jvmOptions = List.copyOf(jvmOptions);
        if (callTimeout != null && (callTimeout.isNegative() || callTimeout.isZero())) {
            throw new IllegalArgumentException("callTimeout must be positive; got " + callTimeout);
        }
    }

    /** A default JVM, lost when that dies, calls as long as they like. */
    public static ObjectOptions defaults() {
        return DEFAULTS;
    }

    /** These options and more for the {@code java} command. */
    public ObjectOptions withJvmOptions(String... more) {
        List<String> all = new ArrayList<>(jvmOptions);
        all.addAll(List.of(more));
        return new ObjectOptions(all, recreate, callTimeout);
    }

    /** Made anew when its process dies, or lost. */
    public ObjectOptions withRecreate(boolean newRecreate) {
        return new ObjectOptions(jvmOptions, newRecreate, callTimeout);
    }

    /** Another limit for calls. */
    public ObjectOptions withCallTimeout(Duration newCallTimeout) {
        return new ObjectOptions(jvmOptions, recreate, newCallTimeout);
    }
}
