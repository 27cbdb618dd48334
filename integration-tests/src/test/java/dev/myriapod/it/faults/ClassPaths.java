package dev.myriapod.it.faults;

import dev.myriapod.JvmOptions;
import dev.myriapod.PoolOptions;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Class paths for workers that differ from this JVM's. */
final class ClassPaths {
    private ClassPaths() {}

    /** This JVM's class path. */
    static List<Path> own() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** A pool of two whose workers look into this directory first. */
    static PoolOptions workersWith(Path directory) {
        List<Path> entries = new ArrayList<>(own());
        entries.add(0, directory);
        return workersOn(entries);
    }

    /** A pool of two whose workers have this class path. */
    static PoolOptions workersOn(List<Path> entries) {
        return PoolOptions.builder()
                .size(2)
                .jvm(JvmOptions.defaults().withClassPath(entries))
                .build();
    }
}
