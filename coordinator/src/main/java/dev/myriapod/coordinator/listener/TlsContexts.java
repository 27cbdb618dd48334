package dev.myriapod.coordinator.listener;

import dev.myriapod.coordinator.network.ServerTls;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes what Netty needs for TLS, by the JDK's own implementation. */
final class TlsContexts {
    private TlsContexts() {}

    static SslContext of(ServerTls tls) throws IOException {
        readable(tls.certificateChain(), "certificate chain");
        readable(tls.privateKey(), "private key");
        if (tls.clientAuthorities().isPresent()) {
            readable(tls.clientAuthorities().get(), "clients' authorities");
        }
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(
                            tls.certificateChain().toFile(), tls.privateKey().toFile())
                    .protocols("TLSv1.3", "TLSv1.2");
            if (tls.clientAuthorities().isPresent()) {
                builder.trustManager(tls.clientAuthorities().get().toFile()).clientAuth(ClientAuth.REQUIRE);
            }
            return GrpcSslContexts.configure(builder, SslProvider.JDK).build();
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "TLS cannot be set up with the certificate chain " + tls.certificateChain()
                            + " and the private key "
                            + tls.privateKey()
                            + tls.clientAuthorities()
                                    .map(file -> " and the clients' authorities " + file)
                                    .orElse("")
                            + ": " + e.getMessage()
                            + ". Certificates must be PEM, and the key unencrypted PKCS #8; openssl pkcs8 -topk8 -nocrypt converts other keys.",
                    e);
        }
    }

    private static void readable(Path file, String what) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException("The " + what + " for TLS cannot be read: " + file
                    + " is no file or not readable for the user " + System.getProperty("user.name") + ".");
        }
    }
}
