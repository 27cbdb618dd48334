package dev.myriapod.agent.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/** Whose files this process makes. */
final class Owner {
    private Owner() {}

    /** This process's user; by number where the system has no name for it, as in many containers. */
    static UserPrincipal current() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? Files.getOwner(self)
                : self.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(System.getProperty("user.name"));
    }
}
