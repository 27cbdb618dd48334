package dev.myriapod.client.shipping;

import java.nio.file.Path;

/** An entry of a class path, as it is to reach the hosts. */
sealed interface Entry {
    /** A file that travels as it is. */
    record ShippedFile(Path path) implements Entry {}

    /** A directory that travels as a jar. */
    record ShippedDirectory(Path path) implements Entry {}

    /** What is used from the hosts' own disks. */
    record Theirs(String path) implements Entry {}
}
