package dev.myriapod.it.semantics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.ClientProgram;
import dev.myriapod.it.semantics.Gate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A program that stood still for a while: Ctrl-Z, a sleeping laptop, a long garbage collection. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class SuspendedProgramTest {
    /** Longer than the 10 s after which a silent agent or worker counts as frozen. */
    private static final long STANDSTILL_MILLIS = 12_000;

    @Test
    void itsOwnStandstillIsNotTakenForTheSilenceOfOthers(@TempDir Path directory) throws InterruptedException {
        try (Gate gate = new Gate();
                ClientProgram program = ClientProgram.start(directory, Sleeper.class, List.of(), gate.port())) {
            gate.awaitArrival();
            program.signal("STOP");
            // Not to wait for anything: this is the fault.
            Thread.sleep(STANDSTILL_MILLIS);
            program.signal("CONT");
            gate.letThrough();
            assertThat(program.awaitSuccess()).containsExactly("the same worker: true");
        }
    }

    /** Uses a pool before and after. */
    static final class Sleeper {
        private Sleeper() {}

        static long pid() {
            return ProcessHandle.current().pid();
        }

        public static void main(String[] args) throws InterruptedException {
            try (Myriapod myriapod = Myriapod.local();
                    ProcessPool pool = myriapod.pool(1)) {
                long worker = pool.apply(Sleeper::pid);
                Gate.pass(Integer.parseInt(args[0]));
                boolean same = true;
                for (int i = 0; i < 1000; i++) {
                    same &= pool.apply(Sleeper::pid) == worker;
                }
                System.out.println("the same worker: " + same);
            }
        }
    }
}
