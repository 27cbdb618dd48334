package dev.myriapod.cli.map.method;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A class path as the user gives it, and the one for workers: the user's entries, then this program's own. */
public record UserClasses(List<Path> entries) {
    /** None but this program's own. */
    public static UserClasses none() {
        return new UserClasses(List.of());
    }

    /**
     * Reads a class path as the {@code java} command does, {@code *} for all jars of a directory included.
     *
     * @throws IllegalArgumentException with a message for people if an entry does not exist
     */
    public static UserClasses parse(String classPath) {
        List<Path> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (entry.equals("*") || entry.endsWith("/*")) {
                entries.addAll(jars(Path.of(entry.substring(0, entry.length() - 1))));
            } else {
                entries.add(existing(Path.of(entry)));
            }
        }
        return new UserClasses(List.copyOf(entries));
    }

    private static Path existing(Path entry) {
        if (!Files.exists(entry)) {
            throw new IllegalArgumentException(
                    "The class path's entry " + entry + " does not exist. Entries are jars and"
                            + " directories of classes, separated by '" + File.pathSeparator + "'.");
        }
        return entry.toAbsolutePath().normalize();
    }

    private static List<Path> jars(Path directory) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(existing(directory), "*.{jar,JAR}")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw new IllegalArgumentException("The class path's directory " + directory + " cannot be read: " + e, e);
        }
        return jars.stream().sorted().toList();
    }

    /** What workers are started with. */
    public List<Path> forWorkers() {
        return Stream.concat(entries.stream(), own().stream()).toList();
    }

    private static List<Path> own() {
        return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
    }

    /**
     * Makes sure that workers will find the method. Loads the class, but initializes nothing.
     *
     * @throws IllegalArgumentException with a message for people if not
     */
    public void check(MethodName name) {
        try (URLClassLoader loader = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader())) {
            MethodSearch.find(Class.forName(name.type(), false, loader), name.method());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(notFound(name.type()), e);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (UnsupportedClassVersionError e) {
            throw new IllegalArgumentException(
                    name.type() + " needs a newer Java than " + System.getProperty("java.version") + " ("
                            + e.getMessage()
                            + "). Let JAVA_HOME point to a newer one, or compile the class with --release "
                            + Runtime.version().feature() + ".",
                    e);
        } catch (LinkageError e) {
            throw new IllegalArgumentException(
                    "The class " + name.type() + " cannot be loaded: " + e
                            + ". Is all that it needs on the class path, in the right versions?",
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("The class path cannot be read: " + e, e);
        }
    }

    private String notFound(String type) {
        String where = entries.isEmpty()
                ? "in Java or in this program, and with --connect nothing else is sent unless it is named"
                : "on the class path "
                        + String.join(
                                File.pathSeparator,
                                entries.stream().map(Path::toString).toList());
        return "There is no class " + type + " " + where
                + ". Name the jar or directory that it is in by --class-path, and the class with its package.";
    }

    private URL[] urls() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path entry : forWorkers()) {
            urls.add(entry.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
