package dev.myriapod.client.shipping;

import com.google.protobuf.ByteString;
import dev.myriapod.client.shipping.upload.Uploads;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.proto.v1.Artifact;
import dev.myriapod.proto.v1.ClassPathEntry;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A class path on its way: what it is, and what of it the coordinator still needs. Owned by one thread. */
final class Shipment {
    private static final Logger log = LoggerFactory.getLogger(Shipment.class);
    /** Less is gone before anybody wonders. */
    private static final long WORTH_TELLING = 16L << 20;

    private static final long TELL_NANOS = 5_000_000_000L;

    private final Contents contents;
    private final List<ClassPathEntry> entries = new ArrayList<>();
    private final Map<ByteString, Entry> shipped = new LinkedHashMap<>();
    private final List<Artifact> artifacts = new ArrayList<>();
    private long sent;
    private long told = System.nanoTime();

    Shipment(Contents contents) {
        this.contents = contents;
    }

    void add(Entry entry) {
        if (entry instanceof Entry.Theirs theirs) {
            entries.add(ClassPathEntry.newBuilder().setPath(theirs.path()).build());
            return;
        }
        Artifact artifact;
        try {
            artifact = entry instanceof Entry.ShippedDirectory directory
                    ? contents.directory(directory.path())
                    : contents.file(path(entry));
        } catch (IOException e) {
            throw unreadable(entry, e);
        }
        entries.add(ClassPathEntry.newBuilder().setArtifact(artifact).build());
        if (shipped.putIfAbsent(artifact.getSha256(), entry) == null) {
            artifacts.add(artifact);
        }
    }

    /** Brings what the coordinator does not have. */
    void send(Uploads uploads) {
        List<Artifact> missing = artifacts.isEmpty() ? List.of() : uploads.missing(artifacts);
        long all = missing.stream().mapToLong(Artifact::getSize).sum();
        if (all >= WORTH_TELLING) {
            log.info("{} files of the class path go to the coordinator, {} MB.", missing.size(), all >> 20);
        }
        for (Artifact artifact : missing) {
            Entry entry = shipped.get(artifact.getSha256());
            if (entry != null) {
                send(uploads, artifact, entry, all);
            }
        }
        log.debug(
                "{} files of the class path were sent, {} bytes; {} were there",
                missing.size(),
                all,
                artifacts.size() - missing.size());
    }

    private void send(Uploads uploads, Artifact artifact, Entry entry, long all) {
        try (FileChannel bytes = entry instanceof Entry.ShippedDirectory directory
                ? Contents.packed(directory.path())
                : Contents.open(path(entry))) {
            uploads.upload(artifact, bytes, count -> tell(sent + count, all));
            sent += artifact.getSize();
        } catch (IOException e) {
            throw unreadable(entry, e);
        }
    }

    private void tell(long so, long all) {
        long now = System.nanoTime();
        if (all >= WORTH_TELLING && now - told >= TELL_NANOS) {
            told = now;
            log.info("{} of {} MB of the class path have been sent to the coordinator.", so >> 20, all >> 20);
        }
    }

    private static Path path(Entry entry) {
        if (entry instanceof Entry.ShippedFile file) {
            return file.path();
        }
        throw new IllegalArgumentException(entry + " does not travel");
    }

    private static MyriapodException unreadable(Entry entry, IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return new MyriapodException(
                    "Interrupted while this thread read the class path's " + entry + ". Nothing was started.",
                    TaskRun.NONE,
                    cause);
        }
        return new MyriapodException(
                "The class path's " + entry + " could not be read: " + cause
                        + ". Nothing was started. If a build is running, wait for its end and open the pool again.",
                TaskRun.NONE,
                cause);
    }

    /** In the client's order. */
    List<ClassPathEntry> entries() {
        return entries;
    }
}
