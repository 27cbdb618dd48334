package dev.myriapod.client.shipping;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been read of jars, so that each is read once as long as it does not change. Thread-safe. */
final class Jars {
    /** What every worker runs. */
    static final String WORKER = "dev/myriapod/worker/WorkerMain.class";

    private static final Logger log = LoggerFactory.getLogger(Jars.class);

    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /**
     * What counts of a jar's inside.
     *
     * @param worker whether the worker's main class is in it
     * @param classPath what its manifest names, in that order; may not exist
     */
    record Jar(boolean worker, List<Path> classPath) {}

    private record Known(Stamp stamp, Jar jar) {}

    /** Java ignores a file on the class path that is no jar; so it has nothing in it. */
    Jar read(Path file) throws IOException {
        Stamp stamp = Stamp.of(file);
        Known found = known.get(file);
        if (found == null || !found.stamp().equals(stamp)) {
            found = new Known(stamp, open(file));
            known.put(file, found);
        }
        return found.jar();
    }

    private static Jar open(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            String named =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return new Jar(jar.getEntry(WORKER) != null, named == null ? List.of() : resolve(file, named));
        } catch (IOException | SecurityException e) {
            log.debug("{} is no jar; it travels all the same", file, e);
            return new Jar(false, List.of());
        }
    }

    /** As Java does: URLs relative to the jar's, separated by blanks; those that are no files are ignored. */
    private static List<Path> resolve(Path jar, String named) {
        List<Path> paths = new ArrayList<>();
        for (String element : named.strip().split("\\s+", -1)) {
            if (element.isEmpty()) {
                continue;
            }
            try {
                URL url = new URL(jar.toUri().toURL(), element);
                if (url.getProtocol().equals("file")) {
                    paths.add(Path.of(url.toURI()));
                }
            } catch (MalformedURLException | URISyntaxException | IllegalArgumentException e) {
                log.debug("the manifest of {} names {}, which is no file's URL", jar, element, e);
            }
        }
        return paths;
    }
}
