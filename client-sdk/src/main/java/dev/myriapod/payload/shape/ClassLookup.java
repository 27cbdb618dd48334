package dev.myriapod.payload.shape;

import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes by the names that came in a payload, without running their initializers. Thread-safe.
 */
public final class ClassLookup {
    private static final Map<String, Class<?>> PRIMITIVES = Map.of(
            "boolean", boolean.class,
            "byte", byte.class,
            "short", short.class,
            "char", char.class,
            "int", int.class,
            "long", long.class,
            "float", float.class,
            "double", double.class,
            "void", void.class);

    private static final Pattern CLASS_FILE_VERSION = Pattern.compile("class file version (\\d+)");

    private final ClassLoader loader;

    public ClassLookup(ClassLoader loader) {
        this.loader = loader;
    }

    /** Where it looks. */
    public ClassLoader loader() {
        return loader;
    }

    /** The class of that {@link Class#getName() name}; a {@link PayloadException} if there is none. */
    public Class<?> find(String name) {
        Class<?> primitive = PRIMITIVES.get(name);
        if (primitive != null) {
            return primitive;
        }
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw missing(name, e);
        } catch (LinkageError e) {
            throw unusable(name, e);
        }
    }

    /** The failure that says that a class is not here. */
    public static PayloadException missing(String name, Throwable cause) {
        return new PayloadException(
                "The class " + name + " is needed to decode a payload and is not on the class path of this JVM ("
                        + whichJvm()
                        + "). The JVM that encoded it has it: put the same jar or directory on the class path"
                        + " of both, for a pool's workers by JvmOptions.withClassPath.",
                TaskRun.NONE,
                name,
                "",
                cause);
    }

    /** The failure that says that a class is here and cannot be loaded, or not together with those beside it. */
    public static PayloadException unusable(String name, Throwable error) {
        if (error instanceof UnsupportedClassVersionError) {
            Matcher version = CLASS_FILE_VERSION.matcher(String.valueOf(error.getMessage()));
            // Class file version 44 + N belongs to Java N.
            String needed = version.find() ? "Java " + (Integer.parseInt(version.group(1)) - 44) : "a newer Java";
            return new PayloadException(
                    "The class " + name + " was compiled for " + needed + " and this JVM (" + whichJvm()
                            + ") is older. Run both sides on " + needed + " or newer, for a pool's workers by"
                            + " JvmOptions.withJavaHome, or compile with a lower --release.",
                    TaskRun.NONE,
                    name,
                    "",
                    error);
        }
        if (error instanceof NoClassDefFoundError && error.getCause() instanceof ClassNotFoundException) {
            String absent = Objects.requireNonNullElse(error.getMessage(), name).replace('/', '.');
            return missing(absent, error);
        }
        return new PayloadException(
                "The class " + name + " cannot be used in this JVM (" + whichJvm() + "): " + error
                        + ". Likely its static initializer failed, or the class path here has other versions than the one"
                        + " of the JVM that encoded the payload: compare the two.",
                TaskRun.NONE,
                name,
                "",
                error);
    }

    /** The class that an error of class loading is about, as far as it says. */
    public static String nameIn(@Nullable String message) {
        if (message == null) {
            return "";
        }
        int space = message.indexOf(' ');
        return (space < 0 ? message : message.substring(0, space)).replace('/', '.');
    }

    private static String whichJvm() {
        return "pid " + ProcessHandle.current().pid() + ", Java "
                + Runtime.version().feature();
    }
}
