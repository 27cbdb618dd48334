package dev.myriapod.it.reactor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The reactor that these tests are built in. */
public final class Reactor {
    private Reactor() {}

    /** Its folder: the nearest one above the working directory that has this module in its pom. */
    public static Path root() throws IOException {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path pom = folder.resolve("pom.xml");
            if (Files.exists(pom) && Files.readString(pom).contains("<module>integration-tests</module>")) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "No pom.xml with this module was found above " + Path.of("").toAbsolutePath());
    }
}
