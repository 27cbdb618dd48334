package dev.myriapod.benchmarks.micro;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** All benchmarks of this package. */
public final class Pieces {
    private Pieces() {}

    /**
     * Runs them; JMH prints what it finds.
     *
     * @param tiny only shows that they work, in this JVM and for a moment
     */
    public static Collection<RunResult> run(boolean tiny) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pieces.class.getPackageName().replace(".", "\\.") + "\\.")
                .shouldFailOnError(true);
        if (tiny) {
            options.forks(0).warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(1));
        } else {
            options.forks(1)
                    .warmupIterations(5)
                    .warmupTime(TimeValue.seconds(2))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.seconds(1));
        }
        try {
            return new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw new IllegalStateException("A benchmark of " + Pieces.class.getPackageName() + " failed.", e);
        }
    }
}
