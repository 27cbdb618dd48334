package dev.myriapod.examples.text;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The regular files of a tree, one directory at a time, so that a large tree costs no memory. Leaves out symbolic links,
 * directories that hold no sources of their own, and one directory more: that of the output. What cannot be read is
 * reported and left out. Not thread-safe.
 */
public final class TextTree implements Iterator<TextTree.Entry>, AutoCloseable {
    private static final Set<String> LEFT_OUT = Set.of(".git", "target");

    /** A file and how large it was when it was found. */
    public record Entry(Path file, long size) {}

    private final Path root;
    private final Path output;
    private final Consumer<Skipped> unreadable;
    private final Deque<Path> directories = new ArrayDeque<>();
    private @Nullable DirectoryStream<Path> stream;
    private Iterator<Path> paths = Set.<Path>of().iterator();
    private @Nullable Entry next;

    public TextTree(Path root, Path output, Consumer<Skipped> unreadable) {
        this.root = root;
        this.output = output;
        this.unreadable = unreadable;
        directories.push(root);
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            Path path = nextPath();
            if (path != null) {
                look(path);
            } else if (directories.isEmpty()) {
                return false;
            } else {
                enter(directories.pop());
            }
        }
        return true;
    }

    @Override
    public Entry next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Entry entry = next;
        next = null;
        return entry;
    }

    private @Nullable Path nextPath() {
        try {
            return paths.hasNext() ? paths.next() : null;
        } catch (DirectoryIteratorException e) {
            report(root, e);
            return null;
        }
    }

    private void look(Path path) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                if (!LEFT_OUT.contains(String.valueOf(path.getFileName())) && !path.equals(output)) {
                    directories.push(path);
                }
            } else if (attributes.isRegularFile()) {
                next = new Entry(path, attributes.size());
            }
        } catch (IOException e) {
            report(path, e);
        }
    }

    @SuppressWarnings("StreamResourceLeak") // close() closes it, at the next directory at the latest
    private void enter(Path directory) {
        close();
        try {
            DirectoryStream<Path> opened = Files.newDirectoryStream(directory);
            stream = opened;
            paths = opened.iterator();
        } catch (IOException e) {
            report(directory, e);
        }
    }

    private void report(Path path, Exception e) {
        String reason = e instanceof NoSuchFileException ? "vanished" : "unreadable";
        unreadable.accept(new Skipped(root.relativize(path).toString(), reason, e.toString()));
    }

    @Override
    public void close() {
        paths = Set.<Path>of().iterator();
        DirectoryStream<Path> open = stream;
        stream = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                report(root, e);
            }
        }
    }
}
