package dev.myriapod.coordinator.memory;

import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where there may be room for a memory: in the first of several directories that has it. */
public final class Room implements Allocator {
    private static final Logger log = LoggerFactory.getLogger(Room.class);
    private static final Path MEMORY_FACTS = Path.of("/proc/meminfo");
    private static final String AVAILABLE = "MemAvailable:";
    private static final long COLLECTION_MILLIS = 1000;
    private static final int PLENTY = 4;

    private final List<Path> directories;

    /** In these directories, in this order. */
    public Room(List<Path> directories) {
        this.directories = directories;
    }

    @Override
    public MemoryFile make(long size, BooleanSupplier calledOff) throws IOException {
        try {
            return attempt(size, calledOff);
        } catch (IOException e) {
            if (calledOff.getAsBoolean()) {
                throw e;
            }
            log.debug("there may be room when this process has let go of what it does not use any more", e);
            collectGarbage();
            return attempt(size, calledOff);
        }
    }

    /**
     * Makes one if the first of the directories has many times as much room: for what there is another way to do.
     *
     * @throws IOException also if it has not
     */
    public Allocated makeInPlenty(long size) throws IOException {
        Path directory = directories.get(0);
        long room = room(directory);
        if (room / PLENTY < size) {
            throw new IOException(directory + " has room for " + room + ", which others may need");
        }
        return MemoryFile.make(directory, size, () -> false);
    }

    private MemoryFile attempt(long size, BooleanSupplier calledOff) throws IOException {
        List<String> refusals = new ArrayList<>();
        for (Path directory : directories) {
            try {
                long room = room(directory);
                if (room >= size) {
                    return MemoryFile.make(directory, size, calledOff);
                }
                refusals.add(directory + " has room for " + room);
            } catch (IOException | RuntimeException e) {
                log.debug("no memory of {} bytes in {}", size, directory, e);
                refusals.add(directory + ": " + e);
            }
        }
        throw new IOException(String.join("; ", refusals));
    }

    /** What is in memory must fit into what the machine has left, too: it would swap, or kill somebody. */
    private static long room(Path directory) throws IOException {
        long usable = Files.getFileStore(directory).getUsableSpace();
        return Files.getFileStore(directory).type().equals("tmpfs") ? Math.min(usable, available()) : usable;
    }

    private static long available() throws IOException {
        return Files.readAllLines(MEMORY_FACTS).stream()
                .filter(line -> line.startsWith(AVAILABLE))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /*
     * The memory of a deleted object is only free when no process maps it any more, and the JDK unmaps when its collector finds
     * the buffers unreachable, for which there is no occasion as long as the heap has room. The JDK does the same when memory
     * for direct buffers runs out.
     */
    private static void collectGarbage() {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        PhantomReference<Object> probe = new PhantomReference<>(new Object(), collected);
        System.gc();
        try {
            // When the probe comes out of the queue, the collector's finds are being worked off.
            if (collected.remove(COLLECTION_MILLIS) == null) {
                log.debug("the garbage collector does not listen: {}", probe);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
