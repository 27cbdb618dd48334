package dev.myriapod.remote;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whom to trust on an encrypted connection, and how to be trusted. All files are PEM.
 *
 * @param authorities certificates of the authorities that vouch for the coordinator; empty: those that Java trusts by default
 * @param certificateChain the own certificate, followed by those between it and its authority; for coordinators that require
 *     one
 * @param privateKey its key, PKCS#8 and not encrypted
 * @param serverName the name that the coordinator's certificate has; empty: the host in its address
 */
public record TlsOptions(
        Optional<Path> authorities,
        Optional<Path> certificateChain,
        Optional<Path> privateKey,
        Optional<String> serverName) {
    private static final TlsOptions DEFAULTS =
            new TlsOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Checks that certificate and key come together.
     *
     * @throws IllegalArgumentException if they do not
     */
    public TlsOptions {
        if (certificateChain.isPresent() != privateKey.isPresent()) {
            throw new IllegalArgumentException(
                    "A certificate needs its key, and a key its certificate: name both files.");
        }
    }

    /** Trusts whom Java trusts by default, and shows no certificate. */
    public static TlsOptions defaults() {
        return DEFAULTS;
    }

    /** Trusts these authorities and no others. */
    public TlsOptions withAuthorities(Path file) {
        return new TlsOptions(Optional.of(file), certificateChain, privateKey, serverName);
    }

    /** Shows this certificate. */
    public TlsOptions withCertificate(Path chain, Path key) {
        return new TlsOptions(authorities, Optional.of(chain), Optional.of(key), serverName);
    }

    /** Expects another name in the coordinator's certificate than the host's. */
    public TlsOptions withServerName(String name) {
        return new TlsOptions(authorities, certificateChain, privateKey, Optional.of(name));
    }
}
