package dev.myriapod.progress;

import java.io.Console;

/** Whether somebody is looking. */
final class Terminal {
    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // It may be null on JDK 17, and later where the console is switched off.
    static boolean isInteractive() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    /** Since JDK 22 there is a console without a terminal as well, and a method that tells; before, a console was a terminal. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("Console.isTerminal() could not be asked.", broken);
        }
    }
}
