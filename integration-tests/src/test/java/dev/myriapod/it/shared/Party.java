package dev.myriapod.it.shared;

/** Another thread or process that does something with shared objects. */
interface Party<T> {
    /** What it returned; throws what it threw. */
    T get() throws Exception;
}
