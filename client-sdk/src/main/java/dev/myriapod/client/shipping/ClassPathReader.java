package dev.myriapod.client.shipping;

import dev.myriapod.remote.ShippingOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/*
 * Java looks for a class in the first entry, in what that entry's manifest names, in what those name, and only then in the second
 * entry. Whoever is there already keeps its place. What a shipped jar's manifest names is not where it says any more; so it becomes
 * entries of the class path, in that order.
 */
/** From a class path as the java command takes it to all that is on it. Owned by one thread, for one class path. */
final class ClassPathReader {
    private static final String WILDCARD = "*";

    private final Jars jars;
    private final Patterns excluded;
    private final Patterns alreadyThere;
    private final ShippingOptions options;
    /** By where it really is. */
    private final Map<Path, Entry> entries = new LinkedHashMap<>();

    private final List<Path> without = new ArrayList<>();
    private boolean worker;

    ClassPathReader(Jars jars, ShippingOptions options) {
        this.jars = jars;
        this.options = options;
        excluded = new Patterns(options.excluded());
        alreadyThere = new Patterns(options.alreadyThere());
    }

    /** Reads these entries, and then what the options add. */
    List<Entry> read(List<Path> classPath) throws IOException {
        for (Path entry : classPath) {
            for (Path expanded : expand(entry)) {
                add(expanded, false);
            }
        }
        for (Path extra : options.extra()) {
            if (!Files.exists(extra)) {
                throw new IllegalArgumentException("There is no " + extra.toAbsolutePath()
                        + ", which ShippingOptions.extra names. Build it first, or take it out.");
            }
            add(extra, true);
        }
        List<Entry> all = new ArrayList<>(entries.values());
        for (String path : alreadyThere.absolutePaths()) {
            Entry theirs = new Entry.Theirs(path);
            if (!all.contains(theirs)) {
                all.add(theirs);
                // Whatever is there.
                worker = true;
            }
        }
        return all;
    }

    /** Whether one of them holds what workers run, or may. */
    boolean holdsWorker() {
        return worker;
    }

    /** What was left out because the options say so. */
    List<Path> without() {
        return List.copyOf(without);
    }

    private static List<Path> expand(Path entry) throws IOException {
        Path last = entry.getFileName();
        if (last == null || !last.toString().equals(WILDCARD)) {
            return List.of(entry);
        }
        Path parent = entry.getParent();
        Path directory = parent == null ? Path.of("") : parent;
        TreeSet<Path> found = new TreeSet<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".jar")) {
                        found.add(file);
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    private void add(Path given, boolean extra) throws IOException {
        Path path = given.toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            return;
        }
        Path real = path.toRealPath();
        if (entries.containsKey(real)) {
            return;
        }
        boolean directory = Files.isDirectory(path);
        if (!extra && excluded.match(path)) {
            without.add(path);
        } else if (!extra && alreadyThere.match(path)) {
            entries.put(real, new Entry.Theirs(path.toString()));
        } else {
            entries.put(real, directory ? new Entry.ShippedDirectory(path) : new Entry.ShippedFile(path));
        }
        boolean taken = entries.containsKey(real);
        if (directory) {
            worker |= taken && Files.exists(path.resolve(Jars.WORKER));
        } else {
            Jars.Jar jar = jars.read(path);
            worker |= taken && jar.worker();
            // One that does not travel may name what should: IDEs and build tools start programs with an empty jar.
            for (Path named : jar.classPath()) {
                add(named, false);
            }
        }
    }

    /** The class path of this JVM, as Java reads it. */
    static List<Path> ofThisJvm() {
        String text = System.getProperty("java.class.path", "");
        if (text.isEmpty()) {
            throw new IllegalStateException("This JVM has no class path that could travel, as it runs from modules."
                    + " Name the same jars by JvmOptions.withClassPath, or start the program by -cp.");
        }
        List<Path> paths = new ArrayList<>();
        for (String entry : text.split(File.pathSeparator, -1)) {
            paths.add(Path.of(entry));
        }
        return paths;
    }
}
