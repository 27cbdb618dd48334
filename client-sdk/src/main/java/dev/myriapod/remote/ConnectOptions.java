package dev.myriapod.remote;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to connect to a coordinator that runs elsewhere. {@link #defaults()} suits where the token is in the environment.
 *
 * @param token the cluster's token; empty: see {@code tokenFile}
 * @param tokenFile the file that has it; empty: the one that the environment variable {@code MYRIAPOD_TOKEN_FILE} names, or
 *     else the token is what {@code MYRIAPOD_TOKEN} says
 * @param tls for addresses that begin with {@code myriapods}
 * @param connectTimeout how long to try until the coordinator answers; it may be starting
 * @param liveness a coordinator that does not answer for so long counts as lost
 * @param shipping what of the class path goes to the cluster
 */
public record ConnectOptions(
        Optional<String> token,
        Optional<Path> tokenFile,
        TlsOptions tls,
        Duration connectTimeout,
        Duration liveness,
        ShippingOptions shipping) {
    private static final ConnectOptions DEFAULTS = new ConnectOptions(
            Optional.empty(),
            Optional.empty(),
            TlsOptions.defaults(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            ShippingOptions.defaults());

    /**
     * Checks that the durations are positive.
     *
     * @throws IllegalArgumentException if one is not
     */
    public ConnectOptions {
        if (connectTimeout.isNegative() || connectTimeout.isZero() || liveness.isNegative() || liveness.isZero()) {
            throw new IllegalArgumentException(
                    "Times must be positive: connectTimeout " + connectTimeout + ", liveness " + liveness + ".");
        }
    }

    /** The token from the environment, ten seconds to connect, ten seconds without an answer. */
    public static ConnectOptions defaults() {
        return DEFAULTS;
    }

    /** With this token. */
    public ConnectOptions withToken(String value) {
        return new ConnectOptions(Optional.of(value), tokenFile, tls, connectTimeout, liveness, shipping);
    }

    /** With the token that is in this file. */
    public ConnectOptions withTokenFile(Path file) {
        return new ConnectOptions(token, Optional.of(file), tls, connectTimeout, liveness, shipping);
    }

    /** With other certificates. */
    public ConnectOptions withTls(TlsOptions options) {
        return new ConnectOptions(token, tokenFile, options, connectTimeout, liveness, shipping);
    }

    /** With more or less patience for a coordinator that is starting. */
    public ConnectOptions withConnectTimeout(Duration timeout) {
        return new ConnectOptions(token, tokenFile, tls, timeout, liveness, shipping);
    }

    /** With more or less patience for one that is silent. */
    public ConnectOptions withLiveness(Duration silence) {
        return new ConnectOptions(token, tokenFile, tls, connectTimeout, silence, shipping);
    }

    /** With other rules for what of the class path goes to the cluster. */
    public ConnectOptions withShipping(ShippingOptions options) {
        return new ConnectOptions(token, tokenFile, tls, connectTimeout, liveness, options);
    }

    /** Everything but the token. */
    @Override
    public String toString() {
        return "ConnectOptions[token=" + (token.isPresent() ? "(given)" : "(not given)") + ", tokenFile=" + tokenFile
                + ", tls=" + tls + ", connectTimeout=" + connectTimeout + ", liveness=" + liveness
                + ", shipping=" + shipping + "]";
    }
}
