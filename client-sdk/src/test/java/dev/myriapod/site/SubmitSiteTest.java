package dev.myriapod.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.TaskFuture;
import dev.myriapod.client.fake.FakeCoordinator;
import dev.myriapod.client.pool.ClientPool;
import dev.myriapod.client.task.SubmitSite;
import dev.myriapod.function.RemoteCallable;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.TimedOut;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** In a package that does not count as Myriapod's own. */
class SubmitSiteTest {
    @Test
    void beginsWithTheCallersFrame() {
        StackTraceElement[] site = here();
        assertThat(site).hasSizeBetween(2, 4);
        assertThat(site[0].getClassName()).isEqualTo(SubmitSiteTest.class.getName());
        assertThat(site[0].getMethodName()).isEqualTo("here");
        assertThat(site[1].getMethodName()).isEqualTo("beginsWithTheCallersFrame");
    }

    private static StackTraceElement[] here() {
        return SubmitSite.capture();
    }

    @Test
    void equalSitesShareOneArray() {
        StackTraceElement[] first = null;
        for (int i = 0; i < 3; i++) {
            StackTraceElement[] site = here();
            assertThat(first == null || first == site).isTrue();
            first = site;
        }
        assertThat(here()).isNotSameAs(first).isNotEqualTo(first);
    }

    private static StackTraceElement[] inBurst(Object function) {
        return SubmitSite.capture(function);
    }

    @Test
    void linesThatFollowEachOtherAreToldApart() {
        Object function = new Object();
        for (int i = 0; i < 1000; i++) {
            StackTraceElement[] one = inBurst(function);
            StackTraceElement[] other = inBurst(function);
            assertThat(one[1].getLineNumber()).isEqualTo(other[1].getLineNumber() - 1);
        }
    }

    @Test
    void aLoopsLineIsTheLoops() {
        Object function = new Object();
        StackTraceElement[] first = null;
        for (int i = 0; i < 10_000; i++) {
            StackTraceElement[] site = inBurst(function);
            assertThat(first == null || first == site).isTrue();
            first = site;
        }
        assertThat(first[1].getMethodName()).isEqualTo("aLoopsLineIsTheLoops");
    }

    @Test
    void anotherFunctionEndsABurst() {
        Object function = new Object();
        for (int i = 0; i < 1000; i++) {
            inBurst(function);
        }
        assertThat(SubmitSite.capture("another")[0].getMethodName()).isEqualTo("anotherFunctionEndsABurst");
    }

    @Test
    void myriapodsExceptionsPointAtTheSubmit() throws Exception {
        try (FakeCoordinator coordinator = FakeCoordinator.manual()) {
            ClientPool pool = coordinator.pool();
            for (TaskFuture<?> future : List.of(
                    pool.submit((RemoteCallable<Integer>) () -> 1),
                    pool.submit((Integer a) -> a, 1),
                    pool.applyAsync((Integer a, Integer b) -> a, 1, 2))) {
                coordinator.fail(
                        future.taskId(),
                        Failure.newBuilder()
                                .setMessage("late")
                                .setTimedOut(TimedOut.getDefaultInstance())
                                .build());
                StackTraceElement top = cause(future).getStackTrace()[0];
                assertThat(top.getClassName()).isEqualTo(SubmitSiteTest.class.getName());
                assertThat(top.getMethodName()).isEqualTo("myriapodsExceptionsPointAtTheSubmit");
            }
        }
    }

    private static Throwable cause(TaskFuture<?> future) throws InterruptedException {
        try {
            throw new AssertionError("succeeded: " + future.get());
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
    }
}
