package dev.myriapod.it.shared.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a thread did with a shared object.
 *
 * @param id no other has it
 * @param who the thread
 * @param process the thread's process
 * @param answer null: it is not known whether it was done, nor with what result
 * @param called when it began, by a clock that all processes of the host share
 * @param answered when it was done at the latest
 */
record Operation(
        String id,
        String who,
        String process,
        String object,
        String what,
        List<String> arguments,
        @Nullable String answer,
        long called,
        long answered) {
    boolean isKnown() {
        return answer != null;
    }

    /** Whether that may have been the answer. */
    boolean may(@Nullable Object result) {
        return answer == null || answer.equals(String.valueOf(result));
    }

    String argument() {
        return arguments.get(0);
    }

    /** Something that may happen from some time on, once or not at all. */
    static Operation possible(String id, String process, String object, String what, String argument, long from) {
        return new Operation(id, process, process, object, what, List.of(argument), null, from, Long.MAX_VALUE);
    }

    @Override
    public String toString() {
        return id + " by " + who + ": " + object + "." + what + arguments + " -> " + answer + " [" + called + ", "
                + (answered == Long.MAX_VALUE ? "..." : answered) + "]";
    }
}
