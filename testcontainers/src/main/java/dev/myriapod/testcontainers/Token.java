package dev.myriapod.testcontainers;

import dev.myriapod.remote.ConnectOptions;
import java.security.SecureRandom;
import java.util.Base64;
import org.testcontainers.images.builder.Transferable;

/** A cluster's secret. */
final class Token {
    private static final int BYTES = 32;
    private static final int READABLE = 0444;

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    static Token random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** As a file in a container: who inspects the container does not see it, as he would in its environment. */
    Transferable file() {
        return Transferable.of(text, READABLE);
    }

    ConnectOptions options() {
        return ConnectOptions.defaults().withToken(text);
    }

    @Override
    public String toString() {
        return "(a token)";
    }
}
