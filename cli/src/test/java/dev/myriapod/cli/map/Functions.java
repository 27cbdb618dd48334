package dev.myriapod.cli.map;

import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** What tests apply to lines. */
public class Functions {
    static String inherited(String line) {
        return line;
    }

    /** Its methods are looked for. */
    public static class Nested extends Functions {
        public static String upper(String line) {
            return line.toUpperCase(Locale.ROOT);
        }

        @SuppressWarnings("UnusedMethod") // Found by its name, and refused.
        private static String hidden(String line) {
            return line;
        }

        public String instance(String line) {
            return line;
        }

        public static int number(String line) {
            return line.length();
        }

        public static String two(String line, String other) {
            return line + other;
        }
    }

    /** Tells when it was initialized. */
    public static class Trap {
        public static final String SPRUNG = "myriapod.test.sprung";

        static {
            System.setProperty(SPRUNG, "yes");
        }

        public static String upper(String line) {
            return line;
        }
    }

    /** Does what its line says. */
    public static String obey(String line) throws Exception {
        switch (line) {
            case "hang" -> hang();
            case "crash" -> Runtime.getRuntime().halt(7);
            case "throw" -> throw new IllegalStateException("not\tthis\none");
            case "odd" -> throw new IllegalStateException("half a character: \ud800");
            case "null" -> {
                return null;
            }
            case "print" -> System.out.println("printed by the function");
            case "lone" -> {
                return "\ud800";
            }
            case "pid" -> {
                return String.valueOf(ProcessHandle.current().pid());
            }
            default -> {
                return new StringBuilder(line).reverse() + " \u00fc";
            }
        }
        return line;
    }

    /** Whatever interrupts it, it goes on. */
    @SuppressWarnings("InfiniteLoopStatement")
    private static void hang() {
        while (true) {
            LockSupport.park();
        }
    }
}
