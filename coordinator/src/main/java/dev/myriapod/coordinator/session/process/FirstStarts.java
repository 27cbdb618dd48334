package dev.myriapod.coordinator.session.process;

import dev.myriapod.proto.v1.StartProcess;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/*
 * Whoever opens a pool waits for its first result, and one process is enough for that. A JVM that boots takes a processor, and
 * so does the program that waits, which loads meanwhile what it will talk to it with. So the others wait until the first one
 * works. That costs them little: what does not fit on the processors would take turns anyway.
 */
/** The starts of a host's processes until the first of them works: a few at a time, then all. Owned by the loop. */
final class FirstStarts {
    private final int atOnce;
    private final Consumer<StartProcess> send;
    private final Queue<StartProcess> held = new ArrayDeque<>();
    private int sent;
    private boolean over;

    /** For a host with so many processors; 0: unknown, and nobody waits. */
    FirstStarts(int processors, Consumer<StartProcess> send) {
        this.send = send;
        atOnce = Math.max(1, processors - 1);
        over = processors == 0;
    }

    /** Starts it, now or later; returns whether it is the first that waits. */
    boolean start(StartProcess process) {
        if (over || sent < atOnce) {
            sent++;
            send.accept(process);
            return false;
        }
        held.add(process);
        return held.size() == 1;
    }

    /** One works, or there is another reason not to wait any more: all are started, and so are those to come. */
    void release() {
        over = true;
        StartProcess next;
        while ((next = held.poll()) != null) {
            send.accept(next);
        }
    }
}
