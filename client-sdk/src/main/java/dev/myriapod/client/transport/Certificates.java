package dev.myriapod.client.transport;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.TlsMaterial;
import dev.myriapod.remote.TlsOptions;
import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Certificates and keys, on their way from files to connections. */
public final class Certificates {
    private Certificates() {}

    /**
     * Reads what these options name.
     *
     * @throws IOException if a file cannot be read, with the file's name
     */
    public static TlsMaterial read(TlsOptions options) throws IOException {
        return TlsMaterial.newBuilder()
                .setAuthorities(read(options.authorities(), "authorities"))
                .setCertificateChain(read(options.certificateChain(), "certificate chain"))
                .setPrivateKey(read(options.privateKey(), "private key"))
                .setServerName(options.serverName().orElse(""))
                .build();
    }

    private static ByteString read(Optional<Path> file, String what) throws IOException {
        if (file.isEmpty()) {
            return ByteString.EMPTY;
        }
        try {
            return ByteString.copyFrom(Files.readAllBytes(file.get()));
        } catch (IOException e) {
            throw new IOException("The " + what + " for TLS could not be read from " + file.get() + " (" + e + ").", e);
        }
    }

    static ChannelCredentials credentials(TlsMaterial material) throws IOException {
        TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
        if (!material.getAuthorities().isEmpty()) {
            credentials.trustManager(material.getAuthorities().newInput());
        }
        if (!material.getCertificateChain().isEmpty()) {
            credentials.keyManager(
                    material.getCertificateChain().newInput(),
                    material.getPrivateKey().newInput());
        }
        return credentials.build();
    }
}
