package dev.myriapod.examples.batch;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of one task.
 *
 * @param number this chunk's own in its run
 * @param files their URIs
 */
record Chunk(int number, List<String> files) {
    Path path(int index) {
        return Path.of(URI.create(files.get(index)));
    }
}
