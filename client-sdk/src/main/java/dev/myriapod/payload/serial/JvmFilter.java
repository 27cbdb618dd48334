package dev.myriapod.payload.serial;

import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.FilterInfo;
import java.io.ObjectInputFilter.Status;
import org.jspecify.annotations.Nullable;

/**
 * Asks the serialization filter of the whole JVM (jdk.serialFilter) about classes that are named outside of a stream of
 * Java serialization, so that one list of classes governs both.
 */
public final class JvmFilter {
    private JvmFilter() {}

    /** Refuses a class that the filter rejects. */
    public static void check(Class<?> type) {
        ObjectInputFilter filter = ObjectInputFilter.Config.getSerialFilter();
        if (filter != null && !type.isPrimitive() && filter.checkInput(new Question(type)) == Status.REJECTED) {
            throw new PayloadException(
                    "A payload was refused (filter status: REJECTED) at " + type.getName()
                            + ": the serialization filter of this JVM (jdk.serialFilter) does not allow it. If it should be"
                            + " allowed, add it to the filter.",
                    TaskRun.NONE,
                    type.getName(),
                    "",
                    null);
        }
    }

    /** About one class and nothing else. */
    private record Question(Class<?> type) implements FilterInfo {
        @Override
        public @Nullable Class<?> serialClass() {
            return type;
        }

        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return 1;
        }

        @Override
        public long references() {
            return 1;
        }

        @Override
        public long streamBytes() {
            return 1;
        }
    }
}
