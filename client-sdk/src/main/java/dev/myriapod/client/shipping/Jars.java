package dev.myriapod.client.shipping;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What has been read of jars, so that each is read once as long as it does not change. Thread-safe. */
final class Jars {
    private record Known(Stamp stamp, Jar jar) {}

    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    Jar read(Path file) throws IOException {
        Stamp stamp = Stamp.of(file);
        Known found = known.get(file);
        if (found == null || !found.stamp().equals(stamp)) {
            found = new Known(stamp, Jar.read(file));
            known.put(file, found);
        }
        return found.jar();
    }
}
