package dev.myriapod.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.myriapod.cli.CommandRun;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** What services are told wrongly ends them before they begin. */
class ServiceOptionsTest {
    private final ListenAddress addresses = new ListenAddress();

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({
        "localhost:80,    127.0.0.1, 80",
        "127.0.0.1,       127.0.0.1, 7717",
        ":0,              0.0.0.0,   0",
        "[::1]:99,        0:0:0:0:0:0:0:1, 99",
        "[::1],           0:0:0:0:0:0:0:1, 7717",
    })
    void addressesToListenOn(String text, String host, int port) {
        InetSocketAddress address = addresses.convert(text);

        assertThat(address.getPort()).isEqualTo(port);
        assertThat(
                        address.getAddress().isAnyLocalAddress()
                                ? "0.0.0.0"
                                : address.getAddress().getHostAddress())
                .isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "host:", "host:99999", "::1", "http://host", "host:1:2", "no.such.host.invalid:1"})
    void othersAreNone(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> addresses.convert(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coordinator | --slots=-1               | 2 | --slots must not be negative",
                "coordinator | --tls-key=key            | 2 | TLS needs both",
                "coordinator | --tls-client-authorities=x | 2 | TLS needs both",
                "coordinator | --listen=here:there      | 2 | is not an address to listen on",
                "coordinator | --listen=:0              | 2 | --insecure",
                "coordinator | --token-file=/none       | 1 | no token to start with",
                "worker      | --slots=1                | 2 | Which coordinator?",
                "worker      | --connect=nowhere        | 2 | is not the address of a coordinator",
                "health      | --connect=nowhere        | 2 | is not the address of a coordinator",
                "status      | --token-file=/none       | 2 | The file with the token cannot be read",
                "top         | --times=-1               | 2 | --times must be at least 1",
                "logs        | --connect-timeout=1      | 2 | is not a duration",
            })
    void badValues(String command, String option, int exitCode, String message) throws Exception {
        Path token = Files.writeString(home.resolve("token"), "t".repeat(32));
        Map<String, String> variables =
                option.startsWith("--token") ? Map.of() : Map.of("MYRIAPOD_TOKEN_FILE", token.toString());

        CommandRun.Result result = CommandRun.in(home, variables).run(command, option);

        assertThat(result.err()).contains(message);
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "top", "logs", "health"})
    void certificatesThatAreNone(String command) throws Exception {
        Path token = Files.writeString(home.resolve("token"), "t".repeat(32));
        Path none = Files.writeString(home.resolve("authorities"), "not PEM at all");

        CommandRun.Result result = CommandRun.in(home, Map.of("MYRIAPOD_TOKEN_FILE", token.toString()))
                .run(command, "--connect=myriapods://localhost:1", "--tls-authorities=" + none);

        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("myriapod " + command + ": ")
                .contains("--tls-authorities");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void aTokenIsMadeWholeAndOnce() throws Exception {
        Path file = home.resolve("token");

        assertThat(TokenFile.make(file)).isTrue();
        String token = Files.readString(file);
        assertThat(TokenFile.make(file)).isFalse();

        assertThat(Files.readString(file)).isEqualTo(token).matches("[A-Za-z0-9_-]{43}\n");
        assertThat(home.toFile().list()).containsExactly("token");
    }
}
