package dev.myriapod.coordinator.network;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What the coordinator needs for TLS. The files are PEM and are read once, when it begins to listen.
 *
 * @param certificateChain its own certificate first, then those that lead to an authority which callers trust
 * @param privateKey the key of the first certificate, in PKCS #8 without a password; readable by its owner alone
 * @param clientAuthorities if given, every caller must show a certificate that one of these has signed (mutual TLS); the
 *     token is required all the same
 */
public record ServerTls(Path certificateChain, Path privateKey, Optional<Path> clientAuthorities) {
    /** What is missing is refused here; what is in the files, when they are read. */
    public ServerTls {
        Objects.requireNonNull(certificateChain, "certificateChain");
        Objects.requireNonNull(privateKey, "privateKey");
        Objects.requireNonNull(clientAuthorities, "clientAuthorities");
    }

    /** TLS in which callers need no certificate. */
    public ServerTls(Path certificateChain, Path privateKey) {
        this(certificateChain, privateKey, Optional.empty());
    }
}
