package dev.myriapod.agent.launch;

import java.io.File;
import java.net.URL;
import java.security.CodeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This JVM's own class path, for processes that were given none. */
final class InheritedClassPath {
    private InheritedClassPath() {}

    /**
     * Its entries.
     *
     * @throws IllegalArgumentException if no other JVM could find Myriapod with them
     */
    static List<String> entries() {
        CodeSource source = InheritedClassPath.class.getProtectionDomain().getCodeSource();
        return entries(System.getProperty("java.class.path", ""), source == null ? null : source.getLocation());
    }

    /** As it would be if this class came from there. */
    static List<String> entries(String classPath, @Nullable URL here) {
        if (classPath.isEmpty()) {
            throw new IllegalArgumentException("this JVM has no class path to hand on, as it runs from modules."
                    + " Name the same jars by the option classPath, or start the program by -cp");
        }
        if (here != null && !here.getProtocol().equals("file")) {
            throw new IllegalArgumentException("this JVM's classes are in jars inside another jar (" + here
                    + "), where only its own loader finds them. Run the program from the unpacked jar (Spring Boot:"
                    + " java -Djarmode=tools -jar app.jar extract), or name the single jars by the option classPath");
        }
        return List.of(classPath.split(File.pathSeparator, -1));
    }
}
