package dev.myriapod.agent.artifact;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An artifact cannot be had on this host. The message names it, and says what to do. */
public final class UnavailableArtifactException extends IOException {
    private static final long serialVersionUID = 1L;

    UnavailableArtifactException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
