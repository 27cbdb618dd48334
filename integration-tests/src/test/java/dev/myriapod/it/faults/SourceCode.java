package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** Classes that exist in workers only, or are broken there only. */
final class SourceCode {
    private SourceCode() {}

    /** Compiles a class into a directory. */
    static void compile(Path directory, String className, String text) throws IOException {
        Path source = directory.resolve(className.substring(className.lastIndexOf('.') + 1) + ".java");
        Files.writeString(source, text);
        int outcome = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", directory.toString(), source.toString());
        assertThat(outcome).as("compiling %s", className).isZero();
    }

    /** Copies the class file of a class into a directory, as if a Java far newer than this one had compiled it. */
    static void copyAsTooNew(Class<?> original, Path directory) throws IOException {
        String name = original.getName().replace('.', '/') + ".class";
        byte[] bytes;
        try (var in = original.getClassLoader().getResourceAsStream(name)) {
            bytes = in.readAllBytes();
        }
        // The major version is the fourth pair of bytes.
        bytes[6] = 0;
        bytes[7] = 120;
        Path copy = directory.resolve(name);
        Files.createDirectories(copy.getParent());
        Files.write(copy, bytes);
    }
}
