package dev.myriapod.payload.serial;

import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import java.io.ObjectInputFilter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses streams that claim more than their size can hold, or that are built to take for ever, and asks the filter of
 * the whole JVM (jdk.serialFilter) as well.
 *
 * <p>Sets nested in sets are limited, whatever lies between them, because a few hundred bytes of them, each holding the one below twice, take
 * 2^depth steps to hash. The stream does not say when it begins a set, but a hash table asks for room for its entries, and
 * the objects between show themselves by their own checks at their own depth. Used for one stream, by one thread.
 */
final class LimitFilter implements ObjectInputFilter {
    /** Deeper than any thread's stack allows by itself; a round number for the message. */
    private static final long MAX_DEPTH = 20_000;

    private static final int MAX_NESTED_HASH_TABLES = 24;

    /** A hash table may have so many slots for each byte of its entries. */
    private static final long SLOTS_PER_BYTE = 8;

    /** Room that empty collections ask for. */
    private static final long SMALL = 1024;

    private final long size;
    private final @Nullable ObjectInputFilter jvmWide = ObjectInputFilter.Config.getSerialFilter();

    /** For each depth up to the deepest that counts: how many hash tables lie in each other down to it. */
    private final int[] nested = new int[1024];

    LimitFilter(long size) {
        this.size = size;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > MAX_DEPTH) {
            throw refused(info, "it is nested more than " + MAX_DEPTH + " levels deep");
        }
        if (info.references() > size) {
            throw refused(info, "it refers to more objects than " + size + " bytes can hold");
        }
        Class<?> type = info.serialClass();
        boolean table = type == Object[].class || type == Map.Entry[].class;
        long room = SMALL + (table ? size * SLOTS_PER_BYTE : size);
        if (info.arrayLength() > room) {
            throw refused(
                    info, "it announces an array of " + info.arrayLength() + " elements in only " + size + " bytes");
        }
        if (hashTables(info) > MAX_NESTED_HASH_TABLES) {
            throw refused(info, "more than " + MAX_NESTED_HASH_TABLES + " hash sets or maps lie in each other");
        }
        if (jvmWide != null && jvmWide.checkInput(info) == Status.REJECTED) {
            throw refused(info, "the serialization filter of this JVM (jdk.serialFilter) does not allow it");
        }
        return Status.UNDECIDED;
    }

    private int hashTables(FilterInfo info) {
        int depth = (int) info.depth();
        if (depth < 1 || depth >= nested.length) {
            return 0;
        }
        boolean table = info.serialClass() == Map.Entry[].class;
        nested[depth] = nested[depth - 1] + (table ? 1 : 0);
        return nested[depth];
    }

    private static PayloadException refused(FilterInfo info, String why) {
        String type = info.serialClass() == null ? "" : info.serialClass().getName();
        return new PayloadException(
                "A payload was refused (filter status: REJECTED)" + (type.isEmpty() ? "" : " at " + type) + ": " + why
                        + ". If you sent it yourself, send the data in a plainer form, for instance as a list of records;"
                        + " if not, somebody sends you things that are made to do harm.",
                TaskRun.NONE,
                type,
                "",
                null);
    }
}
