package dev.myriapod.it.docs;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Java from the documentation as a source file. A block that declares a type at the start of a line is a file as it stands.
 * Any other is the body of a method, which knows a {@code myriapod}, a {@code pool} and the functions of {@code Work}; the
 * usual imports are there.
 */
final class Snippet extends SimpleJavaFileObject {
    private static final Pattern TYPE =
            Pattern.compile("^(?:public )?(?:final )?(?:class|record|interface|enum) (\\w+)", Pattern.MULTILINE);
    private static final String IMPORTS = Stream.of(
                    "dev.myriapod.*",
                    "dev.myriapod.admission.*",
                    "dev.myriapod.failure.*",
                    "dev.myriapod.output.*",
                    "dev.myriapod.progress.*",
                    "dev.myriapod.remote.*",
                    "dev.myriapod.shared.*",
                    "dev.myriapod.shared.data.*",
                    "dev.myriapod.shared.memory.*",
                    "dev.myriapod.shared.object.*",
                    "dev.myriapod.shared.pipe.*",
                    "dev.myriapod.shared.sync.*",
                    "java.nio.file.*",
                    "java.time.*",
                    "java.util.*",
                    "java.util.concurrent.*",
                    "java.util.stream.*")
            .map("import %s;\n"::formatted)
            .collect(Collectors.joining());
    private static final String WORK = """
            final class Work {
                static int square(int n) { return n * n; }
                static int add(int a, int b) { return a + b; }
                static long words(Path file) throws java.io.IOException { return Files.readString(file).split(" ").length; }
                static void prepare() {}
                static void talk(Connection connection) throws Exception { connection.send("hello"); }
                static void greet(String name) { System.out.println("Hello, " + name); }
            }
            """;

    private final String source;

    private Snippet(String className, String source) {
        super(URI.create("string:///" + className + ".java"), Kind.SOURCE);
        this.source = source;
    }

    static Snippet of(Block block) {
        Matcher type = TYPE.matcher(block.text());
        return type.find()
                ? new Snippet(type.group(1), block.text())
                : new Snippet(
                        "Snippet",
                        IMPORTS + WORK
                                + "class Snippet {\n    void run(Myriapod myriapod, ProcessPool pool) throws Throwable {\n"
                                + block.text() + "    }\n}\n");
    }

    /** What the compiler says against it; empty if it compiles. */
    String complaints(Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        boolean compiles = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString()),
                        null,
                        List.<JavaFileObject>of(this))
                .call();
        return compiles ? "" : said + source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
    }
}
