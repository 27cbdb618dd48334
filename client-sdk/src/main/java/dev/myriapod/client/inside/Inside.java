package dev.myriapod.client.inside;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/*
 * The process's own main class fills it; what the public API offers as "current" is read from here. It knows no types of the
 * API, because the API knows it.
 */
/** What this process is inside of: a worker of its pool and cluster, a child process of its cluster. Thread-safe. */
public final class Inside {
    private static final Map<Class<?>, Supplier<?>> SURROUNDINGS = new ConcurrentHashMap<>();

    private Inside() {}

    /** This process is inside of that; asked for each time. */
    public static <T> void is(Class<T> type, Supplier<? extends T> what) {
        SURROUNDINGS.put(type, what);
    }

    /** What it is inside of, of this type. */
    public static <T> Optional<T> of(Class<T> type) {
        Supplier<?> what = SURROUNDINGS.get(type);
        return what == null ? Optional.empty() : Optional.of(type.cast(what.get()));
    }
}
