package dev.myriapod.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.myriapod.client.transport.CoordinatorAddress.OnHost;
import dev.myriapod.client.transport.CoordinatorAddress.OnNetwork;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatorAddressTest {
    @Test
    void readsWhatPeopleWrite() {
        assertThat(CoordinatorAddress.ofUri("myriapod://localhost:7000"))
                .isEqualTo(new OnNetwork("localhost", 7000, false));
        assertThat(CoordinatorAddress.ofUri("myriapods://example.org"))
                .isEqualTo(new OnNetwork("example.org", 7717, true));
        assertThat(CoordinatorAddress.ofUri(" MYRIAPOD://10.0.0.7/ "))
                .isEqualTo(new OnNetwork("10.0.0.7", 7717, false));
        assertThat(CoordinatorAddress.ofUri("myriapod://[::1]:7000")).isEqualTo(new OnNetwork("::1", 7000, false));
        assertThat(CoordinatorAddress.ofUri("myriapod+unix:///run/a socket".replace(" ", "%20")))
                .isEqualTo(new OnHost(Path.of("/run/a socket")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:7717",
                "http://localhost:7717",
                "myriapod:localhost",
                "myriapod://",
                "myriapod://:7717",
                "myriapod://token@localhost",
                "myriapod://localhost:70000",
                "myriapod://localhost/path",
                "myriapod://localhost?token=x",
                "myriapod+unix://host/path",
                "myriapod+unix:relative",
                "myriapod://local host"
            })
    void saysWhatToWriteInstead(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoordinatorAddress.ofUri(text))
                .withMessageContaining("myriapod://host:port");
    }

    @Test
    void survivesTheWayToAWorker() {
        for (String uri : new String[] {
            "myriapod://localhost:7000",
            "myriapods://localhost:7000",
            "myriapod://[::1]:7000",
            "myriapod+unix:///run/socket"
        }) {
            CoordinatorAddress address = CoordinatorAddress.ofUri(uri);
            boolean encrypted = uri.startsWith("myriapods");
            assertThat(CoordinatorAddress.ofText(address.text(), encrypted)).isEqualTo(address);
            assertThat(address).hasToString(uri);
        }
    }

    @Test
    void aPathNeedNotBeAbsolute() {
        assertThat(CoordinatorAddress.ofText("socket", false)).isEqualTo(new OnHost(Path.of("socket")));
    }

    @Test
    void aHostThatDoesNotExistIsNamed() {
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> new OnNetwork("no-such-host.invalid", 1, false).find())
                .withMessageContaining("no-such-host.invalid");
    }
}
