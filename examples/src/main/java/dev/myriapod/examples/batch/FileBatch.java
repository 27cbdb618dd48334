package dev.myriapod.examples.batch;

import dev.myriapod.examples.text.NotTextException;
import dev.myriapod.examples.text.Skipped;
import dev.myriapod.examples.text.TextFile;
import dev.myriapod.examples.text.WordCount;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a worker does: the files of one chunk, one after the other. May be run again at any time, with the same outcome. */
final class FileBatch {
    private FileBatch() {}

    /** Does the files that can be done, and says why the others cannot. */
    static ChunkResult process(Job job, Chunk chunk) throws IOException {
        long cpu = threadCpuNanos();
        WordCount words = new WordCount();
        List<Skipped> skipped = new ArrayList<>();
        long bytes = 0;
        Path input = job.inputPath();
        for (int i = 0; i < chunk.files().size(); i++) {
            Path file = chunk.path(i);
            Path relative = input.relativize(file);
            // Only this task writes to this name, and never two attempts of it at the same time: an attempt follows the
            // death of the one before, and overwrites what that left.
            Path partial = job.partialPath().resolve(chunk.number() + "-" + i);
            try {
                WordCount ofFile = new WordCount();
                long read = TextFile.copyUpperCase(file, partial, ofFile);
                publish(partial, job.outputPath().resolve(relative));
                bytes += read;
                words.add(ofFile);
            } catch (IOException e) {
                Files.deleteIfExists(partial);
                skipped.add(skipped(relative, file, e));
            }
        }
        return new ChunkResult(
                chunk.files().size() - skipped.size(),
                bytes,
                words.words(),
                words.frequencies(),
                skipped,
                threadCpuNanos() - cpu);
    }

    /** Gives the whole copy its name at once, so that no half copy is ever seen under it. */
    private static void publish(Path partial, Path copy) throws IOException {
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Skipped skipped(Path relative, Path file, IOException e) {
        String name = relative.toString();
        if (e instanceof NotTextException notText) {
            return new Skipped(name, notText.binary() ? "binary" : "not UTF-8", reason(e));
        }
        boolean input =
                e instanceof FileSystemException about && file.toString().equals(about.getFile());
        if (input && e instanceof NoSuchFileException) {
            return new Skipped(name, "vanished", "it was there when its directory was read");
        }
        return new Skipped(name, input ? "unreadable" : "not written", reason(e));
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        String reason = e instanceof FileSystemException about ? about.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }

    private static long threadCpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
