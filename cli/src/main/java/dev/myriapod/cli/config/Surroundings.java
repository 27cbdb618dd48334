package dev.myriapod.cli.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a process is told beside its arguments.
 *
 * @param environment its variables
 * @param properties its system properties
 */
public record Surroundings(Map<String, String> environment, Properties properties) {
    /** Those of this process. */
    public static Surroundings own() {
        return new Surroundings(System.getenv(), System.getProperties());
    }

    /** The value of a variable; an empty one counts as none, as compose files pass on what is not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** The user's directory for this kind of file: where the variable says, or this below the home directory. */
    public Path directory(String variable, String fallback) {
        return variable(variable)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(
                        () -> Path.of(properties.getProperty("user.home", "")).resolve(fallback));
    }
}
