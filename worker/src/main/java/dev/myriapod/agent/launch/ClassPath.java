package dev.myriapod.agent.launch;

import dev.myriapod.proto.v1.JvmSpec;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process's class path: absolute, because its working directory may be another than the agent's. */
record ClassPath(List<String> entries) {
    /** Linux takes 128 KiB in one argument; the rest is for what else may be in it. */
    private static final int LONGEST_ARGUMENT = 100_000;

    /** The one that is not {@linkplain ShippedClassPath shipped}. */
    static ClassPath of(JvmSpec jvm) {
        List<String> entries = jvm.getClassPathCount() > 0 ? jvm.getClassPathList() : InheritedClassPath.entries();
        return new ClassPath(entries.stream()
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .toList());
    }

    /** As the java command takes it. */
    String text() {
        return String.join(File.pathSeparator, entries);
    }

    /** Whether it has to be {@linkplain #write written} to a file. Counted in characters of at most three bytes. */
    boolean tooLongForOneArgument() {
        String text = text();
        return text.length() > LONGEST_ARGUMENT / 3 && text.getBytes(nativeEncoding()).length > LONGEST_ARGUMENT;
    }

    /** Writes the option and its value as the java command reads them from a file. */
    void write(Path file) throws IOException {
        String quoted = text().replace("\\", "\\\\").replace("\"", "\\\"");
        Files.write(file, ("-cp\n\"" + quoted + "\"\n").getBytes(nativeEncoding()));
    }

    /** The encoding of file names: the java command takes the bytes of the file as they are. */
    private static Charset nativeEncoding() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
}
