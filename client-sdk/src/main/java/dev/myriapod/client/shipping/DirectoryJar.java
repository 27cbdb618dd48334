package dev.myriapod.client.shipping;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A directory of classes as a jar: with the same files it has the same bytes, whenever and wherever it is packed by the same
 * Java.
 */
final class DirectoryJar {
    /** The earliest that a jar can express. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int BUFFER = 1 << 16;
    private static final Stamp OF_DIRECTORIES = new Stamp(0, FileTime.fromMillis(0), null);

    private DirectoryJar() {}

    /** All that is in it, by its name in the jar. Links are followed. */
    static Map<String, Path> files(Path directory) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                List<String> names = new ArrayList<>();
                directory.relativize(path).forEach(name -> names.add(name.toString()));
                String name = String.join("/", names);
                if (!name.isEmpty() && (Files.isDirectory(path) || Files.isRegularFile(path))) {
                    files.put(Files.isDirectory(path) ? name + "/" : name, path);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return files;
    }

    /** Differs when the directory has been changed. */
    static Map<String, Stamp> stamps(Map<String, Path> files) throws IOException {
        Map<String, Stamp> stamps = new LinkedHashMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            // A directory's time changes with what is in it, which is looked at anyway.
            stamps.put(file.getKey(), file.getKey().endsWith("/") ? OF_DIRECTORIES : Stamp.of(file.getValue()));
        }
        return stamps;
    }

    /** Packs it. The channel stays open. */
    static void pack(Map<String, Path> files, FileChannel to) throws IOException {
        OutputStream bytes = new BufferedOutputStream(Channels.newOutputStream(to), BUFFER) {
            @Override
            public void close() throws IOException {
                flush();
            }
        };
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            jar.setLevel(Deflater.BEST_SPEED);
            for (Map.Entry<String, Path> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(TIME);
                jar.putNextEntry(entry);
                if (!entry.isDirectory()) {
                    copy(file.getValue(), jar);
                }
                jar.closeEntry();
            }
        }
    }

    private static void copy(Path file, OutputStream to) throws IOException {
        try {
            Files.copy(file, to);
        } catch (NoSuchFileException e) {
            throw new IOException("it was removed while its directory was being packed; is a build running?", e);
        }
    }
}
