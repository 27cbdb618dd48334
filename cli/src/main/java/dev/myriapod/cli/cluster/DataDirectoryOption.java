package dev.myriapod.cli.cluster;

import dev.myriapod.cli.config.Settings;
import dev.myriapod.cli.connection.DataDirectory;
import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a service keeps its files. Only to be mixed in. */
final class DataDirectoryOption {
    private final Settings settings;

    @Option(
            names = "--" + DataDirectory.OPTION,
            paramLabel = "DIR",
            description = "Where files are kept, for the user alone (default: ~/.local/share/myriapod).")
    private @Nullable Path path;

    DataDirectoryOption(Settings settings) {
        this.settings = settings;
    }

    /** Makes it, if it is not there. */
    DataDirectory make() throws CommandException {
        DataDirectory directory = path == null ? DataDirectory.of(settings) : new DataDirectory(path.toAbsolutePath());
        make(directory.path());
        return directory;
    }

    /** Makes the part of it that is the agent's. */
    Path makeHost() throws CommandException {
        Path host = make().host();
        make(host);
        return host;
    }

    private static void make(Path directory) throws CommandException {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCodes.FAILURE,
                    "The data directory " + directory + " cannot be made: " + e
                            + ". Choose another one by --data-directory.");
        }
    }
}
