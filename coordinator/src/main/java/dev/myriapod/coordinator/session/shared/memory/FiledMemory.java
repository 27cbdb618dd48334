package dev.myriapod.coordinator.session.shared.memory;

import dev.myriapod.coordinator.hosted.memory.HostedMemory;
import dev.myriapod.coordinator.hosted.memory.MemoryEvent;
import dev.myriapod.coordinator.hosted.memory.MemoryResult;
import dev.myriapod.coordinator.hosted.memory.MemoryTerms;
import dev.myriapod.coordinator.hosted.memory.Place;
import dev.myriapod.coordinator.memory.Allocated;
import dev.myriapod.coordinator.memory.Allocator;
import dev.myriapod.coordinator.memory.Aside;
import dev.myriapod.coordinator.session.shared.EmbodiedObject;
import dev.myriapod.coordinator.session.shared.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * To write all bytes of a file and to free its pages takes long if it is large, so both are done aside, and with the making what
 * else is read from files.
 */
/** A memory with its file, which is made when the memory is, and let go of when it ends. Owned by the loop. */
final class FiledMemory extends EmbodiedObject<MemoryEvent, MemoryResult, HostedMemory> {
    private static final Logger log = LoggerFactory.getLogger(FiledMemory.class);
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    private final MemoryTerms terms;
    private final Outside<MemoryEvent> outside;
    private final Executor loop;
    private final Aside aside;
    private @Nullable Allocated file;
    /** Written by the loop, read by the thread that makes the file. */
    private volatile boolean over;

    FiledMemory(MemoryTerms terms, Outside<MemoryEvent> outside, Executor loop, Aside aside) {
        super(new HostedMemory(terms));
        this.terms = terms;
        this.outside = outside;
        this.loop = loop;
        this.aside = aside;
    }

    /** Once. */
    void begin(Allocator room) {
        try {
            aside.begin("memory-allocation", () -> make(room));
        } catch (OutOfMemoryError e) {
            log.debug("there can be no thread to make a shared memory of {}", terms, e);
            boolean unused =
                    tell(() -> outside.unavailable("The coordinator could not start the thread that makes a shared"
                            + " memory. Its process has too many threads, or too little memory for one more: "
                            + e.getMessage()
                            + ". Look at the limits (ulimit -u; docker: --pids-limit)."));
        }
    }

    private void make(Allocator room) {
        Allocated made;
        Place place;
        try {
            String host = Files.readString(HOST).strip();
            made = room.make(terms.size(), () -> over);
            place = new Place(made.path(), made.stamp(), host);
        } catch (IOException | RuntimeException | Error e) {
            log.debug("no memory of {}", terms, e);
            boolean unused = tell(() -> outside.unavailable("There is no room for a shared memory of " + terms.size()
                    + " bytes. " + e.getMessage()
                    + ". Delete what is not used any more (the room is free when the garbage collectors of"
                    + " the processes that have mapped it have noticed), make /dev/shm larger (docker: --shm-size), or choose"
                    + " another place by LocalOptions.withRuntimeDirectory."));
            return;
        }
        if (!tell(() -> made(made, place))) {
            close(made);
        }
    }

    private boolean tell(Runnable news) {
        try {
            loop.execute(news);
            return true;
        } catch (RejectedExecutionException e) {
            log.debug("the coordinator has ended meanwhile", e);
            return false;
        }
    }

    private void made(Allocated made, Place place) {
        if (over) {
            release(made);
            return;
        }
        file = made;
        outside.happened(new MemoryEvent.Made(place));
    }

    private void release(Allocated released) {
        try {
            aside.begin("memory-release", () -> close(released));
        } catch (OutOfMemoryError e) {
            // The loop rather waits than keep what nobody wants, most of all when there is so little left.
            log.debug("there can be no thread to let go of {}", terms, e);
            close(released);
        }
    }

    private static void close(Allocated file) {
        try {
            file.close();
        } catch (IOException e) {
            log.warn("A shared memory's file could not be closed; it stays until this process ends.", e);
        }
    }

    @Override
    public void over() {
        over = true;
        Allocated held = file;
        file = null;
        if (held != null) {
            release(held);
        }
    }
}
