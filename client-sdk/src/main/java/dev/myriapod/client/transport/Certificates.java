package dev.myriapod.client.transport;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.TlsMaterial;
import dev.myriapod.remote.TlsOptions;
import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Certificates and keys, on their way from files to connections. */
public final class Certificates {
    private Certificates() {}

    /**
     * Whoever asks for encryption must not go without it because of one letter.
     *
     * @throws IllegalArgumentException if these options say something, and this address is a network's and not encrypted
     */
    public static void requireUse(TlsOptions options, CoordinatorAddress address) {
        if (!options.equals(TlsOptions.defaults())
                && address instanceof CoordinatorAddress.OnNetwork network
                && !network.encrypted()) {
            throw new IllegalArgumentException("There are options for TLS (" + text(options) + "), but " + address
                    + " is not encrypted: write myriapods://" + network.text() + ", or leave the options out.");
        }
    }

    /**
     * Reads what these options name.
     *
     * @throws IOException if a file cannot be read, with the file's name
     * @throws IllegalArgumentException if the files are not what they should be, with their names
     */
    public static TlsMaterial read(TlsOptions options) throws IOException {
        TlsMaterial material = TlsMaterial.newBuilder()
                .setAuthorities(read(options.authorities(), "authorities"))
                .setCertificateChain(read(options.certificateChain(), "certificate chain"))
                .setPrivateKey(read(options.privateKey(), "private key"))
                .setServerName(options.serverName().orElse(""))
                .build();
        if (options.authorities().isPresent() || options.certificateChain().isPresent()) {
            try {
                NettyChannelBuilder unused = NettyChannelBuilder.forAddress("nowhere", 1, credentials(material));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "The files for TLS cannot be used (" + text(options) + "): " + e.getMessage()
                                + ". All are PEM; the key belongs to the certificate, and is PKCS #8 without a password, as"
                                + " openssl pkcs8 -topk8 -nocrypt makes it.",
                        e);
            }
        }
        return material;
    }

    private static String text(TlsOptions options) {
        List<String> words = new ArrayList<>();
        options.authorities().ifPresent(file -> words.add("authorities " + file));
        options.certificateChain().ifPresent(file -> words.add("certificate chain " + file));
        options.privateKey().ifPresent(file -> words.add("private key " + file));
        options.serverName().ifPresent(name -> words.add("server name " + name));
        return String.join(", ", words);
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
