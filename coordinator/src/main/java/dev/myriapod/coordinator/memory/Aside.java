package dev.myriapod.coordinator.memory;

/** Where work is done that would block the loop. */
public interface Aside {
    /** Threads of their own, one for each work. */
    Aside THREADS = (role, work) -> {
        Thread thread = new Thread(work, role);
        thread.setDaemon(true);
        thread.start();
    };

    /**
     * Begins with it, in a thread of that name.
     *
     * @throws OutOfMemoryError if there can be no more threads; the work is not begun
     */
    void begin(String role, Runnable work);
}
