package dev.myriapod.client.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.myriapod.TaskState;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.PoolBrokenException;
import dev.myriapod.failure.RemoteException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.failure.TaskTimeoutException;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.proto.v1.BadPayload;
import dev.myriapod.proto.v1.Cancelled;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.PoolBroken;
import dev.myriapod.proto.v1.Thrown;
import dev.myriapod.proto.v1.TimedOut;
import dev.myriapod.proto.v1.WorkerDeath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class FailureDecoderTest {
    private static final TaskRun RUN = new TaskRun(17, 2, 4711, "worker-3");
    private static final StackTraceElement[] SITE = {new StackTraceElement("shop.Main", "run", "Main.java", 12)};
    private static final Thrown THROWN = Thrown.newBuilder()
            .setClassName("shop.Oops")
            .setMessage("no stock")
            .setStackTrace("shop.Oops: no stock\n\tat shop.Stock.take")
            .build();
    private static final WorkerDeath DEATH = WorkerDeath.newBuilder()
            .setWorker("worker-3")
            .setPid(4711)
            .setExitCode(-9)
            .addStderr("last words")
            .setHsErr("/tmp/hs_err_pid4711.log")
            .build();

    private final FailureDecoder decoder =
            new FailureDecoder((thrown, run, site) -> new IllegalStateException(thrown.getMessage() + run.taskId()));

    private Throwable decode(Failure.Builder failure, TaskState state) {
        Failure built = failure.setMessage("the whole story").build();
        assertThat(FailureDecoder.stateOf(built)).isEqualTo(state);
        Throwable decoded = decoder.decode(built, RUN, SITE);
        assertThat(decoder.decode(built, RUN, SITE)).isNotSameAs(decoded);
        if (decoded instanceof MyriapodException ours) {
            assertThat(ours.run()).isEqualTo(RUN);
            assertThat(ours).hasMessage("the whole story");
            assertThat(ours.getStackTrace()).isEqualTo(SITE);
        }
        return decoded;
    }

    @Test
    void thrownIsTheOriginal() {
        assertThat(decode(Failure.newBuilder().setThrown(THROWN), TaskState.FAILED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no stock17");
    }

    @Test
    void thrownThatCannotBeReadIsARemoteException() {
        FailureDecoder broken = new FailureDecoder((thrown, run, site) -> {
            throw new NoClassDefFoundError("shop/Oops");
        });
        assertThat(broken.decode(Failure.newBuilder().setThrown(THROWN).build(), RUN, SITE))
                .asInstanceOf(type(RemoteException.class))
                .satisfies(remote -> {
                    assertThat(remote).hasMessageContaining("no stock");
                    assertThat(remote.className()).isEqualTo("shop.Oops");
                    assertThat(remote.remoteStackTrace()).contains("shop.Stock.take");
                    assertThat(remote.getStackTrace()).isEqualTo(SITE);
                    assertThat(remote.getSuppressed()[0]).isInstanceOf(NoClassDefFoundError.class);
                });
    }

    @Test
    void deathIsACrash() {
        assertThat(decode(Failure.newBuilder().setDeath(DEATH), TaskState.CRASHED))
                .asInstanceOf(type(WorkerCrashedException.class))
                .satisfies(crash -> {
                    assertThat(crash.exitCode()).isEqualTo(-9);
                    assertThat(crash.signal()).hasValue(9);
                    assertThat(crash.outOfMemory()).isFalse();
                    assertThat(crash.stderr()).containsExactly("last words");
                    assertThat(crash.hsErr()).contains(Path.of("/tmp/hs_err_pid4711.log"));
                });
        WorkerDeath memory = DEATH.toBuilder().setOutOfMemory(true).build();
        assertThat(decode(Failure.newBuilder().setDeath(memory), TaskState.CRASHED))
                .asInstanceOf(type(WorkerCrashedException.class))
                .matches(WorkerCrashedException::outOfMemory);
    }

    @Test
    void timedOutIsATimeout() {
        TimedOut queued = TimedOut.newBuilder()
                .setWhileQueued(true)
                .setLimitNanos(5_000_000_000L)
                .build();
        assertThat(decode(Failure.newBuilder().setTimedOut(queued), TaskState.TIMED_OUT))
                .asInstanceOf(type(TaskTimeoutException.class))
                .satisfies(timeout -> {
                    assertThat(timeout.whileQueued()).isTrue();
                    assertThat(timeout.limit()).isEqualTo(Duration.ofSeconds(5));
                });
    }

    @Test
    void cancelledIsACancellation() {
        assertThat(decode(Failure.newBuilder().setCancelled(Cancelled.getDefaultInstance()), TaskState.CANCELLED))
                .isInstanceOf(CancellationException.class)
                .hasMessage("the whole story");
    }

    @Test
    void badPayloadNamesTypeAndPathAndWhatWasThrown() {
        BadPayload bad = BadPayload.newBuilder()
                .setClassName("java.net.Socket")
                .setPath("result.socket")
                .setThrown(THROWN)
                .build();
        assertThat(decode(Failure.newBuilder().setBadPayload(bad), TaskState.FAILED))
                .asInstanceOf(type(PayloadException.class))
                .satisfies(payload -> {
                    assertThat(payload.typeName()).isEqualTo("java.net.Socket");
                    assertThat(payload.path()).isEqualTo("result.socket");
                    assertThat(payload).hasCauseInstanceOf(RemoteException.class);
                    assertThat(payload.getCause()).hasMessage("shop.Oops: no stock");
                    assertThat(payload.getCause().getStackTrace()).isEqualTo(SITE);
                });
        assertThat(decode(Failure.newBuilder().setBadPayload(bad.toBuilder().clearThrown()), TaskState.FAILED))
                .hasNoCause();
    }

    @Test
    void poolBrokenHasItsEvidence() {
        PoolBroken deaths = PoolBroken.newBuilder().addDeaths(DEATH).build();
        assertThat(decode(Failure.newBuilder().setPoolBroken(deaths), TaskState.FAILED))
                .asInstanceOf(type(PoolBrokenException.class))
                .satisfies(broken -> {
                    assertThat(broken.deaths()).hasSize(1);
                    assertThat(broken.deaths().get(0).pid()).isEqualTo(4711);
                    assertThat(broken).hasNoCause();
                });
        PoolBroken initializer = PoolBroken.newBuilder().setInitializer(THROWN).build();
        assertThat(decode(Failure.newBuilder().setPoolBroken(initializer), TaskState.FAILED))
                .isInstanceOf(PoolBrokenException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKindFromTheFutureStillSaysItsMessage() {
        assertThat(decode(Failure.newBuilder(), TaskState.FAILED)).isExactlyInstanceOf(MyriapodException.class);
    }
}
