package dev.myriapod.examples.batch;

import dev.myriapod.examples.text.TextTree;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Puts files together so that the cost of a task is small beside its work, and yet there are tasks for every worker. Not
 * thread-safe.
 */
final class Chunks implements Iterator<List<String>> {
    /** More: less cost a file; fewer: less to do again after a crash. */
    private static final int MOST_FILES = 64;

    private static final long MOST_BYTES = 1 << 20;

    /** How many chunks each worker should get at least, so that they end at about the same time. */
    private static final int CHUNKS_PER_WORKER = 8;

    private final Iterator<TextTree.Entry> files;
    private final long mostFiles;

    /** Chunks for so many workers, of files of which there are about {@code expected}. */
    Chunks(Iterator<TextTree.Entry> files, long expected, int workers) {
        this.files = files;
        this.mostFiles = Math.max(1, Math.min(MOST_FILES, expected / ((long) workers * CHUNKS_PER_WORKER)));
    }

    @Override
    public boolean hasNext() {
        return files.hasNext();
    }

    @Override
    public List<String> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<String> chunk = new ArrayList<>();
        long bytes = 0;
        while (files.hasNext() && chunk.size() < mostFiles && bytes < MOST_BYTES) {
            TextTree.Entry file = files.next();
            chunk.add(file.file().toUri().toString());
            bytes += file.size();
        }
        return chunk;
    }
}
