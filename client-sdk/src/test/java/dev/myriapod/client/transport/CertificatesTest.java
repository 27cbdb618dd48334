package dev.myriapod.client.transport;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.myriapod.Myriapod;
import dev.myriapod.remote.ConnectOptions;
import dev.myriapod.remote.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    @Test
    void whatIsNoCertificateIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("authorities.pem"), "no certificate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Certificates.read(TlsOptions.defaults().withAuthorities(file)))
                .withMessageContaining("authorities " + file)
                .withMessageContaining("PEM");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Certificates.read(TlsOptions.defaults().withCertificate(file, file)))
                .withMessageContaining("private key " + file);
    }

    @Test
    void whatIsNotThereIsNamed() {
        Path file = directory.resolve("nothing.pem");
        assertThatIOException()
                .isThrownBy(() -> Certificates.read(TlsOptions.defaults().withAuthorities(file)))
                .withMessageContaining(file.toString());
    }

    @Test
    void whoAsksForEncryptionDoesNotGoWithoutIt() {
        ConnectOptions options = ConnectOptions.defaults()
                .withToken(TOKEN)
                .withTls(TlsOptions.defaults().withServerName("coordinator"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Myriapod.connect("myriapod://localhost:1", options))
                .withMessageContaining("myriapods://localhost:1")
                .withMessageContaining("server name coordinator");
        for (String address : new String[] {"myriapods://localhost:1", "myriapod+unix:///s"}) {
            assertThatCode(() -> Certificates.requireUse(options.tls(), CoordinatorAddress.ofUri(address)))
                    .doesNotThrowAnyException();
        }
        assertThatCode(() -> Certificates.requireUse(
                        TlsOptions.defaults(), CoordinatorAddress.ofUri("myriapod://localhost:1")))
                .doesNotThrowAnyException();
    }
}
