package dev.myriapod.examples.batch;

import java.net.URI;
import java.nio.file.Path;

/**
 * What all chunks of a run have in common. Directories travel as URIs: these keep the bytes of names that no character set
 * can spell.
 *
 * @param input the tree that is read
 * @param output where the copies go
 * @param partial where copies are while they are being written: on the file system of the output, and nowhere else used
 */
record Job(String input, String output, String partial) {
    static Job of(Path input, Path output, Path partial) {
        return new Job(
                input.toUri().toString(),
                output.toUri().toString(),
                partial.toUri().toString());
    }

    Path inputPath() {
        return Path.of(URI.create(input));
    }

    Path outputPath() {
        return Path.of(URI.create(output));
    }

    Path partialPath() {
        return Path.of(URI.create(partial));
    }
}
