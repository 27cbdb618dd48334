package dev.myriapod.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.BadExceptions;
import com.acme.Jobs;
import com.acme.Shapes;
import com.acme.Temperature;
import com.google.protobuf.ByteString;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.RemoteException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.proto.v1.Thrown;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two JVMs with different class paths, played by two class loaders: the failure names the class and what to do. */
class ClassPathTest {
    private static final ClassLoader ALL = ClassPathTest.class.getClassLoader();
    private static final ValueCodec HERE = ValueCodec.of(ALL);
    private static final ValueCodec THERE = ValueCodec.of(new WithoutAcme());

    /** As if the user's jar were not on the class path. */
    private static final class WithoutAcme extends ClassLoader {
        WithoutAcme() {
            super(ALL);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.acme.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith("META-INF/services/") ? Collections.emptyEnumeration() : super.getResources(name);
        }
    }

    static Stream<Object> values() {
        return Stream.of(
                new Shapes.Point(1, 2),
                List.of(new Shapes.Tree("t", List.of())),
                Shapes.Color.GREEN,
                Shapes.Point.class,
                new Shapes.Node("n"),
                new Shapes.Point[0].getClass(),
                Jobs.adding(1));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aMissingClassIsNamed(Object value) {
        PayloadException failure = failure(() -> THERE.decode(HERE.encode(value, "it")));
        assertThat(failure.typeName()).contains("com.acme.");
        assertThat(failure)
                .hasMessageContaining("The class " + failure.typeName())
                .hasMessageContaining("not on the class path of this JVM")
                .hasMessageContaining("JvmOptions.withClassPath");
    }

    @Test
    void aFunctionWhoseClassIsMissingIsNamed() {
        ByteString definition =
                new CallCodec(HERE).encode(Jobs.adding(1), 1).function().bytes();
        PayloadException failure = failure(() -> new FunctionResolver(THERE).resolve(definition));
        assertThat(failure.typeName()).isEqualTo("com.acme.Jobs");
        assertThat(failure).hasMessageContaining("not on the class path of this JVM");
    }

    @Test
    void aMissingCodecIsNamed() {
        assertThat(failure(() -> THERE.decode(HERE.encode(new Temperature(1), "it"))))
                .hasMessageContaining("the PayloadCodec \"temperature\", which is not on the class path");
    }

    @Test
    void anExceptionWhoseClassIsMissingIsText() {
        Thrown thrown = new ThrownCodec(HERE).encode(new BadExceptions.ExplodesOnRead());
        assertThat(thrown.hasThrowable()).isTrue();
        Throwable back = new ThrownCodec(THERE).decode(thrown, TaskRun.NONE, new StackTraceElement[0]);
        assertThat(back)
                .isInstanceOf(RemoteException.class)
                .hasMessageStartingWith("com.acme.BadExceptions$ExplodesOnRead: not read")
                .hasMessageContaining("not on the class path");
    }

    private static final String OLD = """
            package com.acme.versions;
            public class Thing implements java.io.Serializable {
                public int kept;
                public record Pair(int left, int right) {}
                public record Strict(int value) {}
                public enum Level { LOW, HIGH }
                public static Object function() {
                    return (dev.myriapod.function.RemoteFunction<Integer, Integer>) x -> x + 1;
                }
                public static Object reference() {
                    return (dev.myriapod.function.RemoteFunction<Integer, Integer>) Thing::twice;
                }
                public static Integer twice(Integer x) { return 2 * x; }
            }
            """;

    private static final String NEW = """
            package com.acme.versions;
            public class Thing implements java.io.Serializable {
                public int kept;
                public int added;
                public record Pair(int left, int right, int between) {}
                public record Strict(int value) {
                    public Strict { if (value < 10) throw new IllegalArgumentException("too small: " + value); }
                }
                public enum Level { LOW }
                public static Object reference() { return null; }
            }
            """;

    @Test
    void otherVersionsOfClassesAreNamed(@TempDir Path directory) throws Exception {
        ClassLoader oldLoader = compile(directory.resolve("old"), OLD);
        ClassLoader newLoader = compile(directory.resolve("new"), NEW);
        ValueCodec from = ValueCodec.of(oldLoader);
        ValueCodec to = ValueCodec.of(newLoader);
        Class<?> thing = oldLoader.loadClass("com.acme.versions.Thing");

        Object pair = make(oldLoader, "Thing$Pair", 1, 2);
        assertThat(failure(() -> to.decode(from.encode(pair, "it"))))
                .hasMessageContaining("Thing$Pair has the components (int left, int right)")
                .hasMessageContaining("(int left, int right, int between)")
                .hasMessageContaining("same class path");

        Object high = oldLoader.loadClass("com.acme.versions.Thing$Level").getEnumConstants()[1];
        assertThat(failure(() -> to.decode(from.encode(high, "it")))).hasMessageContaining("has no constant HIGH");

        Object object = thing.getConstructor().newInstance();
        PayloadException serial = failure(() -> to.decode(from.encode(object, "it")));
        assertThat(serial).hasMessageContaining("local class incompatible").hasMessageContaining("different versions");
        assertThat(serial.typeName()).isEqualTo("com.acme.versions.Thing");

        Object strict = make(oldLoader, "Thing$Strict", 5);
        assertThat(failure(() -> to.decode(from.encode(strict, "it"))))
                .hasMessageContaining("The constructor of the record com.acme.versions.Thing$Strict refused")
                .hasMessageContaining("too small: 5");

        for (String method : List.of("function", "reference")) {
            Object function = thing.getMethod(method).invoke(null);
            EncodedCall call = new CallCodec(from).encode(function, 1);
            assertThat(new FunctionResolver(from)
                            .resolve(call.function().bytes())
                            .call(call.arguments()))
                    .isEqualTo(2);
            PayloadException failure = failure(
                    () -> new FunctionResolver(to).resolve(call.function().bytes()));
            assertThat(failure.typeName()).isEqualTo("com.acme.versions.Thing");
            assertThat(failure)
                    .hasMessageContaining(call.function().toString())
                    .hasMessageContaining("is not in it")
                    .hasMessageContaining("another version");
        }
    }

    @Test
    void aClassForANewerJavaSaysWhichJavaIsNeeded(@TempDir Path directory) throws Exception {
        ClassLoader oldLoader = compile(directory.resolve("old"), OLD);
        ByteString bytes = ValueCodec.of(oldLoader).encode(make(oldLoader, "Thing$Pair", 1, 2), "it");
        compile(directory.resolve("new"), OLD);
        Path file = directory.resolve("new/com/acme/versions/Thing$Pair.class");
        byte[] newer = Files.readAllBytes(file);
        // The major version of the class file.
        newer[6] = 0;
        newer[7] = 99;
        Files.write(file, newer);
        ValueCodec to = ValueCodec.of(loader(directory.resolve("new")));
        PayloadException failure = failure(() -> to.decode(bytes));
        assertThat(failure)
                .hasMessageContaining("com.acme.versions.Thing$Pair was compiled for Java 55")
                .hasMessageContaining("JvmOptions.withJavaHome");
    }

    @Test
    void aClassWhoseInitializerFailsIsNamed(@TempDir Path directory) throws Exception {
        String good = "package com.acme.versions; public class Thing { public record Pair(int left, int right) {} }";
        String bad = "package com.acme.versions; public class Thing { public record Pair(int left, int right) {"
                + " static final int N = Integer.parseInt(\"x\"); } }";
        ClassLoader goodLoader = compile(directory.resolve("good"), good);
        ByteString bytes = ValueCodec.of(goodLoader).encode(make(goodLoader, "Thing$Pair", 1, 2), "it");
        ValueCodec to = ValueCodec.of(compile(directory.resolve("bad"), bad));
        assertThat(failure(() -> to.decode(bytes)))
                .hasMessageContaining("com.acme.versions.Thing$Pair")
                .hasStackTraceContaining("NumberFormatException");
    }

    private static Object make(ClassLoader loader, String name, Object... components) throws Exception {
        return loader.loadClass("com.acme.versions." + name)
                .getConstructors()[0]
                .newInstance(components);
    }

    private static ClassLoader compile(Path directory, String source) throws IOException {
        Files.createDirectories(directory);
        Path file = Files.writeString(directory.resolve("Thing.java"), source);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString(),
                        file.toString());
        assertThat(result).isZero();
        return loader(directory);
    }

    private static ClassLoader loader(Path directory) throws IOException {
        return new URLClassLoader(new URL[] {directory.toUri().toURL()}, ALL);
    }

    private static PayloadException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        PayloadException failure = catchThrowableOfType(PayloadException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }
}
