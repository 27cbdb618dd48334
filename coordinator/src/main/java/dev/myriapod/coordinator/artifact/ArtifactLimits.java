package dev.myriapod.coordinator.artifact;

import java.time.Duration;

/**
 * How much is kept. Who brings more is refused; nobody else notices.
 *
 * @param largest bytes of one artifact
 * @param total bytes of all together, those included that are being brought
 * @param artifacts how many there may be, those included that are being brought
 * @param uploads how many may be brought at the same time
 * @param kept for how long one is safe from being removed after somebody brought, fetched or asked for it. Longer: a pool
 *     that has been open for that long still finds its class path when it gets a new host. Shorter: room sooner
 */
public record ArtifactLimits(long largest, long total, int artifacts, int uploads, Duration kept) {
    private static final ArtifactLimits DEFAULTS =
            new ArtifactLimits(2L << 30, 4L << 30, 10_000, 64, Duration.ofHours(1));

    public ArtifactLimits {
        if (largest < 1 || total < 1 || artifacts < 1 || uploads < 1 || kept.isNegative()) {
            throw new IllegalArgumentException("Limits for artifacts must be positive: largest=" + largest + ", total="
                    + total + ", artifacts=" + artifacts + ", uploads=" + uploads + ", kept=" + kept + ".");
        }
    }

    /** 2 GB each, 4 GB and 10,000 together, 64 at a time, safe for an hour. */
    public static ArtifactLimits defaults() {
        return DEFAULTS;
    }

    /** Other sizes, in bytes: of the largest, and of all. */
    public ArtifactLimits withBytes(long ofOne, long ofAll) {
        return new ArtifactLimits(ofOne, ofAll, artifacts, uploads, kept);
    }

    /** Other numbers: of all, and of those that are brought at the same time. */
    public ArtifactLimits withNumbers(int all, int atATime) {
        return new ArtifactLimits(largest, total, all, atATime, kept);
    }

    /** Another time for which each is safe. */
    public ArtifactLimits withKept(Duration time) {
        return new ArtifactLimits(largest, total, artifacts, uploads, time);
    }
}
