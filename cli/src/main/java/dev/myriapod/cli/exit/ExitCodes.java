package dev.myriapod.cli.exit;

import java.util.List;

/** What the exit codes mean, for all commands alike. */
public final class ExitCodes {
    /** All went well. */
    public static final int SUCCESS = 0;
    /** Something failed, such as some of the lines of a map; standard error says what. */
    public static final int FAILURE = 1;
    /** The command cannot be run like this; nothing was done. */
    public static final int USAGE = 2;
    /** The cluster cannot be reached, refuses us, or was lost. */
    public static final int CONNECTION = 3;

    private static final List<String> HELP = List.of(
            "0:success",
            "1:something failed; standard error says what",
            "2:wrong usage; nothing was done",
            "3:the cluster cannot be reached, refuses us, or was lost");

    private ExitCodes() {}

    /** As every command's help tells them: the code, a colon and what it means. */
    public static List<String> help() {
        return HELP;
    }
}
