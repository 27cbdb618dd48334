package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.TaskFuture;
import dev.myriapod.TaskState;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.RemoteException;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The function's own failure reaches the caller whole, and costs no worker. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class ThrowingFunctionTest {
    @Test
    void theExceptionItselfWithItsFramesAndThenTheSubmitSite() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            List<Long> workers = arena.workers();
            TaskFuture<Integer> future = arena.pool().submit(Deeds::fail, "it went wrong");
            IllegalStateException thrown = Outcomes.failure(future, IllegalStateException.class);

            assertThat(thrown).hasMessage("it went wrong");
            assertThat(thrown.getCause())
                    .isExactlyInstanceOf(NumberFormatException.class)
                    .hasMessageContaining("not a number");
            assertThat(thrown.getCause().getStackTrace()[0].getMethodName()).isEqualTo("forInputString");
            List<String> frames = Arrays.stream(thrown.getStackTrace())
                    .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                    .toList();
            String here = getClass().getName() + ".theExceptionItselfWithItsFramesAndThenTheSubmitSite";
            assertThat(frames.get(0)).isEqualTo(Deeds.class.getName() + ".fail");
            assertThat(frames).contains(here);
            assertThat(future.taskState()).isEqualTo(TaskState.FAILED);
            assertThat(arena.workers()).isEqualTo(workers);
            arena.assertWorks();
        }
    }

    @Test
    void anExceptionWhoseClassIsMissingHereComesAsText(@TempDir Path classes) throws Exception {
        SourceCode.compile(
                classes,
                "there.OnlyThere",
                "package there; public class OnlyThere extends Exception {"
                        + " public OnlyThere(String message) { super(message); } }");
        try (Arena arena = Arena.openAndWarm(ClassPaths.workersWith(classes))) {
            List<Long> workers = arena.workers();
            for (int i = 0; i < 20; i++) {
                TaskFuture<Integer> future = arena.pool().submit(Deeds::failWith, "there.OnlyThere", "from afar");
                RemoteException failure = Outcomes.failureWhileRunning(future, RemoteException.class);

                assertThat(failure.className()).isEqualTo("there.OnlyThere");
                assertThat(failure).hasMessageContaining("there.OnlyThere").hasMessageContaining("from afar");
                assertThat(failure.remoteStackTrace())
                        .startsWith("there.OnlyThere: from afar")
                        .contains("Deeds.failWith");
            }
            assertThat(arena.workers()).isEqualTo(workers);
            arena.assertWorks();
        }
    }

    @Test
    void twentyFailuresOfEachKindInARowLoseNoWorker() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            List<Long> workers = arena.workers();
            for (int i = 0; i < 20; i++) {
                Outcomes.failure(arena.pool().submit(Deeds::fail, "failure " + i), IllegalStateException.class);

                PayloadException unencodable = Outcomes.failureWhileRunning(
                        arena.pool().submit(Deeds::failUnencodable), PayloadException.class);
                assertThat(unencodable).hasMessageContaining("java.lang.Object is not Serializable");
                assertThat(unencodable.getCause())
                        .as("the exception itself, as text")
                        .isExactlyInstanceOf(RemoteException.class)
                        .hasMessageStartingWith(Deeds.Unencodable.class.getName() + ": holds java.lang.Object");
                assertThat(unencodable.typeName()).isEqualTo("java.lang.Object");
                assertThat(unencodable.path()).contains("cargo");

                PayloadException mute =
                        Outcomes.failureWhileRunning(arena.pool().submit(Deeds::failMute), PayloadException.class);
                assertThat(mute).hasMessageContaining("when it is asked for its message");
                assertThat(mute.getCause())
                        .as("the exception itself, as text")
                        .isExactlyInstanceOf(RemoteException.class)
                        .hasMessageStartingWith(Deeds.Mute.class.getName());
                assertThat(((RemoteException) mute.getCause()).remoteStackTrace())
                        .contains("Deeds.failMute");

                PayloadException result = Outcomes.failureWhileRunning(
                        arena.pool().submit(Deeds::unencodable, i), PayloadException.class);
                assertThat(result.typeName()).isEqualTo("java.lang.Object");
                assertThat(result.path()).isEqualTo("the result[1].cargo");
                assertThat(result).hasMessageContaining("java.lang.Object").hasMessageContaining("Serializable");
            }
            assertThat(arena.workers()).isEqualTo(workers);
            arena.assertWorks();
        }
    }

    @Test
    void aLongMessageArrivesWholeAndAVeryLongOneAsText() throws Exception {
        try (Arena arena = Arena.open()) {
            assertThat(Outcomes.failure(arena.pool().submit(Deeds::failAtLength, 900_000), IllegalStateException.class))
                    .hasMessage("x".repeat(900_000));

            PayloadException tooLong = Outcomes.failureWhileRunning(
                    arena.pool().submit(Deeds::failAtLength, 2_000_000), PayloadException.class);
            assertThat(tooLong.typeName()).isEqualTo(IllegalStateException.class.getName());
            assertThat(tooLong.getCause())
                    .isExactlyInstanceOf(RemoteException.class)
                    .hasMessageStartingWith(IllegalStateException.class.getName() + ": xxx");
            arena.assertWorks();
        }
    }

    @Test
    void aResultThatEndsTheProcessWhileItIsEncodedIsACrash() throws Exception {
        try (Arena arena = Arena.open()) {
            WorkerCrashedException failure = Outcomes.failureWhileRunning(
                    arena.pool().submit(Deeds::exitsWhenEncoded, 5), WorkerCrashedException.class);
            assertThat(failure.exitCode()).isEqualTo(5);
            arena.assertWorks();
        }
    }
}
