package dev.myriapod.agent.host;

import com.google.protobuf.ByteString;
import dev.myriapod.agent.artifact.CacheOptions;
import dev.myriapod.remote.TlsOptions;
import java.nio.file.Path;

/**
 * What an agent that is a program of its own needs to know.
 *
 * @param uri where its coordinator listens, as {@code Myriapod.connect} takes it
 * @param token the cluster's token
 * @param tls for an encrypted address
 * @param offer what it offers
 * @param directory where it keeps its files, crash logs and the class paths that it fetches; must exist, and be writable for
 *     nobody else. Several agents may share one
 */
public record HostAgentOptions(String uri, ByteString token, TlsOptions tls, Offer offer, Path directory) {
    /**
     * What an agent offers.
     *
     * @param host the host's name, for people
     * @param slots how many workers its coordinator may run there, at least 1
     */
    public record Offer(String host, int slots) {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if there is no slot
         */
        public Offer {
            if (slots < 1) {
                throw new IllegalArgumentException("An agent offers at least one slot, not " + slots + ".");
            }
        }
    }

    /** Where it keeps the class paths that it fetches: up to 8 GB in its directory. */
    CacheOptions cache() {
        return CacheOptions.in(directory.resolve("artifacts"));
    }

    /** Everything but the token. */
    @Override
    public String toString() {
        return "HostAgentOptions[uri=" + uri + ", tls=" + tls + ", offer=" + offer + ", directory=" + directory + "]";
    }
}
