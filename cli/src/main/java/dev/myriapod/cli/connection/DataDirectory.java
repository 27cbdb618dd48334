package dev.myriapod.cli.connection;

import dev.myriapod.cli.config.Setting;
import dev.myriapod.cli.config.Settings;
import java.nio.file.Path;

/**
 * Where a coordinator or an agent keeps its files. Other commands of the same user on the same machine find the coordinator by
 * them.
 */
public record DataDirectory(Path path) {
    /** The option's name. */
    public static final String OPTION = "data-directory";

    /** The one that is set outside of the command line, or else the user's own. */
    public static DataDirectory of(Settings settings) {
        return new DataDirectory(settings.find(OPTION)
                .map(Setting::value)
                .map(Path::of)
                .orElseGet(() -> settings.surroundings()
                        .directory("XDG_DATA_HOME", ".local/share")
                        .resolve("myriapod"))
                .toAbsolutePath());
    }

    /** The token that was made at the first start. */
    public Path token() {
        return path.resolve("token");
    }

    /** What an agent keeps, apart from what a coordinator does: both have class paths, each its own. */
    public Path host() {
        return path.resolve("host");
    }

    /** The address of a socket, whatever characters are in its path. */
    public static String uri(Path socket) {
        return "myriapod+unix://" + socket.toUri().getRawPath();
    }

    /** The coordinator's socket. */
    public Path socket() {
        return path.resolve("coordinator.sock");
    }
}
