package dev.myriapod.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code myriapod} itself, which does nothing without a command. */
@Command(
        name = "myriapod",
        synopsisSubcommandLabel = "COMMAND",
        header = "Functions that run in other processes.",
        description = {
            "An option that is not given is looked for in the system property myriapod.<option>, then in the environment variable"
                    + " MYRIAPOD_<OPTION>, then in a file (see --config of each command).",
            "The token of a cluster is read from a file (--token-file) or from the variable MYRIAPOD_TOKEN, never from the"
                    + " command line."
        })
final class MyriapodCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("only to be called through its command line");
        }
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
