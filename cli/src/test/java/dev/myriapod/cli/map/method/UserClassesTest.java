package dev.myriapod.cli.map.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.myriapod.cli.map.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserClassesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"upper", "inherited", "hidden"})
    void findsStaticMethodsFromStringToString(String method) {
        MethodName name = new MethodName(Functions.Nested.class.getName(), method);

        assertThatCode(() -> UserClasses.parse(".").check(name)).doesNotThrowAnyException();
    }

    @Test
    void initializesNothing() {
        UserClasses.parse(".").check(new MethodName(Functions.Trap.class.getName(), "upper"));

        assertThat(System.getProperty(Functions.Trap.SPRUNG)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing  | has no method missing. It could be called with hidden, upper.",
                "instance | there is String instance(String). map calls methods such as: static String instance(String line).",
                "number   | there is static int number(String).",
                "two      | there is static String two(String, String).",
            })
    void saysWhyAMethodDoesNotFit(String method, String message) {
        MethodName name = new MethodName(Functions.Nested.class.getName(), method);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserClasses.parse(".").check(name))
                .withMessageContaining(message);
    }

    @Test
    void saysThatThereIsNoSuchClass() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> UserClasses.parse(directory.toString()).check(new MethodName("no.such.Type", "upper")))
                .withMessageContaining("no class no.such.Type on the class path " + directory)
                .withMessageContaining("--class-path");
    }

    @Test
    void saysThatAClassIsBroken() throws IOException {
        Files.write(directory.resolve("Broken.class"), new byte[] {1, 2, 3});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserClasses.parse(directory.toString()).check(new MethodName("Broken", "upper")))
                .withMessageContaining("Broken cannot be loaded");
    }

    @Test
    void saysThatAClassNeedsANewerJava() throws IOException {
        Files.write(
                directory.resolve("Newer.class"),
                new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 1, 0});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserClasses.parse(directory.toString()).check(new MethodName("Newer", "upper")))
                .withMessageContaining("needs a newer Java")
                .withMessageContaining("--release");
    }

    @Test
    void entriesMustExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserClasses.parse(directory.resolve("no.jar").toString()))
                .withMessageContaining("no.jar does not exist");
    }

    @Test
    void aStarStandsForJars() throws IOException {
        Files.createFile(directory.resolve("b.jar"));
        Files.createFile(directory.resolve("a.jar"));
        Files.createFile(directory.resolve("c.txt"));

        assertThat(UserClasses.parse(directory + "/*").entries())
                .containsExactly(directory.resolve("a.jar"), directory.resolve("b.jar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a::", "::b", "a:b", "a.::b", "a::b()", "a..b::c", "1a::b", "a::b::c"})
    void namesThatAreNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MethodName.parse(text))
                .withMessageContaining("com.example.Words::count");
    }

    @Test
    void names() {
        assertThat(MethodName.parse("A::b")).isEqualTo(new MethodName("A", "b"));
        assertThat(MethodName.parse("a.b.C$D::e_1")).isEqualTo(new MethodName("a.b.C$D", "e_1"));
    }
}
