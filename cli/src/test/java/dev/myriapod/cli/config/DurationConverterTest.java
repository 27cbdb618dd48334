package dev.myriapod.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {
    private final DurationConverter converter = new DurationConverter();

    @ParameterizedTest
    @CsvSource({
        "10s, PT10S",
        "500ms, PT0.5S",
        "1.5m, PT1M30S",
        "2h, PT2H",
        "0.000001999ms, PT0.000000001S",
        "2562047h, PT2562047H",
        "' 3 s ', PT3S"
    })
    void asPeopleWriteThem(String text, Duration duration) {
        assertThat(converter.convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "s",
                "-1s",
                "1d",
                "1s2",
                "0s",
                "0.0000000001s",
                "1e3s",
                "12345678901s",
                "0.000000001ms",
                "999999999h"
            })
    void othersAreRefused(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> converter.convert(text));
    }
}
