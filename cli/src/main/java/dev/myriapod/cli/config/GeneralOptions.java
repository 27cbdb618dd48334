package dev.myriapod.cli.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes. Only to be mixed in; {@link Settings} and {@link ConfigurationTable} act on it. */
public final class GeneralOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read values of options from this file instead of ~/.config/myriapod/myriapod.properties.")
    private @Nullable Path config;

    @Option(
            names = "--print-config",
            description = "Show the value of each option and where it comes from, and do nothing else.")
    private boolean printConfig;

    /** The file that was named, if one was. */
    public @Nullable Path config() {
        return config;
    }

    /** Whether only the values are to be shown. */
    public boolean printConfig() {
        return printConfig;
    }
}
