package dev.myriapod.coordinator.session.shared.memory;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.Reply;
import dev.myriapod.coordinator.hosted.memory.HostedMemory;
import dev.myriapod.coordinator.hosted.memory.MemoryEvent;
import dev.myriapod.coordinator.hosted.memory.MemoryResult;
import dev.myriapod.coordinator.hosted.memory.MemoryTerms;
import dev.myriapod.coordinator.hosted.memory.Place;
import dev.myriapod.coordinator.session.shared.Outside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A memory with its file, which is made in a thread of its own and let go of when the object ends. Owned by the loop. */
final class FiledMemory implements HostedObject<MemoryEvent, MemoryResult> {
    private static final Logger log = LoggerFactory.getLogger(FiledMemory.class);
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    private final HostedMemory memory;
    private final MemoryTerms terms;
    private final Outside<MemoryEvent> outside;
    private final Executor loop;
    private @Nullable MemoryFile file;
    /** Written by the loop, read by the thread that makes the file. */
    private volatile boolean over;

    FiledMemory(MemoryTerms terms, Outside<MemoryEvent> outside, Executor loop) {
        this.terms = terms;
        this.outside = outside;
        this.loop = loop;
        memory = new HostedMemory(terms);
    }

    /** Once. */
    void begin(Room room) {
        Thread thread = new Thread(() -> make(room), "memory-allocation");
        thread.setDaemon(true);
        thread.start();
    }

    private void make(Room room) {
        MemoryFile made;
        try {
            made = room.make(terms.size(), () -> over);
        } catch (IOException | RuntimeException | Error e) {
            log.debug("no memory of {}", terms, e);
            tell(() -> outside.unavailable("There is no room for a shared memory of " + terms.size() + " bytes. "
                    + e.getMessage()
                    + ". Delete what is not used any more (the room is free when the garbage collectors of"
                    + " the processes that have mapped it have noticed), make /dev/shm larger (docker: --shm-size), or choose"
                    + " another place by LocalOptions.withRuntimeDirectory."));
            return;
        }
        if (!tell(() -> made(made))) {
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

    private void made(MemoryFile made) {
        if (over) {
            close(made);
            return;
        }
        file = made;
        outside.happened(new MemoryEvent.Made(new Place(made.path(), made.stamp(), host())));
    }

    private static String host() {
        try {
            return Files.readString(HOST).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(MemoryFile file) {
        try {
            file.close();
        } catch (IOException e) {
            log.warn("A shared memory's file could not be closed; it stays until this process ends.", e);
        }
    }

    @Override
    public void over() {
        over = true;
        MemoryFile held = file;
        file = null;
        if (held != null) {
            close(held);
        }
    }

    @Override
    public void handle(MemoryEvent event, long now) {
        memory.handle(event, now);
    }

    @Override
    public void cancel(Caller caller, long now) {
        memory.cancel(caller, now);
    }

    @Override
    public void detach(long attachment, long now) {
        memory.detach(attachment, now);
    }

    @Override
    public void tick(long now) {
        memory.tick(now);
    }

    @Override
    public List<Reply<MemoryResult>> takeReplies() {
        return memory.takeReplies();
    }

    @Override
    public long nextDeadline() {
        return memory.nextDeadline();
    }

    @Override
    public Facts facts() {
        return memory.facts();
    }
}
