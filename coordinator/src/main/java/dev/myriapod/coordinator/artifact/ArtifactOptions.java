package dev.myriapod.coordinator.artifact;

import java.nio.file.Path;

/**
 * Where artifacts are kept, and how many.
 *
 * @param parent the store is a directory in here, made when the first artifact is asked for
 * @param permanent whether the store stays when the coordinator is closed, for the next one in the same place; it is then
 *     {@code artifacts} and nobody else's. Otherwise its name is unique
 * @param limits how much is kept
 */
public record ArtifactOptions(Path parent, boolean permanent, ArtifactLimits limits) {
    public ArtifactOptions {
        parent = parent.toAbsolutePath();
    }

    /** A store for as long as the coordinator is open, with the usual limits. */
    public static ArtifactOptions in(Path parent) {
        return new ArtifactOptions(parent, false, ArtifactLimits.defaults());
    }

    /** A store that stays. */
    public ArtifactOptions thatStays() {
        return new ArtifactOptions(parent, true, limits);
    }

    /** Other limits. */
    public ArtifactOptions withLimits(ArtifactLimits others) {
        return new ArtifactOptions(parent, permanent, others);
    }
}
