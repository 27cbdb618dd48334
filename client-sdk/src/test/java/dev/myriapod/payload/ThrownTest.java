package dev.myriapod.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.BadExceptions;
import com.acme.Jobs;
import com.acme.Shapes;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.RemoteException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.function.RemoteFunction;
import dev.myriapod.function.RemoteRunnable;
import dev.myriapod.proto.v1.Thrown;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Exceptions come back as they were, with the frames that matter; or as text. */
class ThrownTest {
    private static final ValueCodec VALUES = ValueCodec.of(ThrownTest.class.getClassLoader());
    private static final CallCodec CALLS = new CallCodec(VALUES);
    private static final FunctionResolver RESOLVER = new FunctionResolver(VALUES);
    private static final ThrownCodec CODEC = new ThrownCodec(VALUES);
    private static final TaskRun RUN = new TaskRun(7, 1, 4711, "worker-3");

    /** As a submit captures it: Myriapod's own frames on top. */
    private static final StackTraceElement[] SUBMIT_SITE = {
        new StackTraceElement("java.lang.Thread", "getStackTrace", "Thread.java", 1),
        new StackTraceElement("dev.myriapod.payload.CallCodec", "encode", "CallCodec.java", 2),
        new StackTraceElement("dev.myriapod.payload.ThrownTest", "submits", "ThrownTest.java", 3),
        new StackTraceElement("com.acme.Main", "main", "Main.java", 4)
    };

    @Test
    void theOriginalComesBackWithRemoteFramesThenTheSubmitSite() {
        Throwable back = throwAndReturn((RemoteFunction<Integer, Integer>) Jobs::failing, 2);
        assertThat(back).isExactlyInstanceOf(IOException.class).hasMessage("no disk");
        assertThat(names(back))
                .containsExactly(
                        "com.acme.Jobs.failing",
                        "com.acme.Jobs.failing",
                        "com.acme.Jobs.failing",
                        "--- submitted from ---.",
                        "dev.myriapod.payload.ThrownTest.submits",
                        "com.acme.Main.main");
        assertThat(back.getCause()).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(names(back.getCause()))
                .containsExactly("com.acme.Jobs.failing", "com.acme.Jobs.failing", "com.acme.Jobs.failing");
        StringWriter printed = new StringWriter();
        back.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString())
                .contains("\tat --- submitted from ---.(task 7, attempt 1, worker-3, pid 4711)")
                .doesNotContain("BoundCall")
                .doesNotContain("reflect");
    }

    @Test
    void suppressedOnesAreTrimmedToo() {
        Throwable back = throwAndReturn((RemoteRunnable) () -> {
            RuntimeException exception = new RuntimeException("main");
            exception.addSuppressed(new RuntimeException("suppressed"));
            throw exception;
        });
        assertThat(names(back.getSuppressed()[0])).noneMatch(name -> name.contains("BoundCall"));
        assertThat(names(back.getSuppressed()[0])).hasSize(1);
    }

    @Test
    void theTextIsTrimmedAndComplete() {
        Thrown thrown = CODEC.encode(thrownBy((RemoteFunction<Integer, Integer>) Jobs::failing, 1));
        assertThat(thrown.getClassName()).isEqualTo("java.io.IOException");
        assertThat(thrown.getMessage()).isEqualTo("no disk");
        assertThat(thrown.getStackTrace().lines().map(line -> line.replaceAll(":\\d+", ":N")))
                .containsExactly(
                        "java.io.IOException: no disk",
                        "\tat com.acme.Jobs.failing(Jobs.java:N)",
                        "\tat com.acme.Jobs.failing(Jobs.java:N)",
                        "Caused by: java.lang.IllegalStateException: cause",
                        "\t... 2 more");
        assertThat(thrown.getThrowable().getEncoding()).isEqualTo(1);
        assertThat(thrown.getThrowable().getSize())
                .isEqualTo(thrown.getThrowable().getData().size());
    }

    @Test
    void twentyBadExceptionsAreAllReported() {
        List<RemoteRunnable> bad = new ArrayList<>(BadExceptions.all());
        bad.addAll(BadExceptions.all());
        List<Throwable> back =
                bad.stream().map(function -> throwAndReturn(function)).toList();
        assertThat(back).hasSize(20);
        for (Throwable each : back) {
            assertThat(each).isInstanceOf(RemoteException.class);
        }
        assertThat(back.get(1)).hasMessageStartingWith("com.acme.BadExceptions$MessageThrows\n");
    }

    @Test
    void anExceptionWhoseMethodsThrowIsTextWithTheReason() {
        for (int kind : new int[] {1, 5}) {
            List<PayloadException> reasons = new ArrayList<>();
            Thrown thrown = CODEC.encode(
                    new RuntimeException("outer", thrownBy(BadExceptions.all().get(kind))), reasons::add);
            assertThat(thrown.hasThrowable()).isFalse();
            assertThat(thrown.getStackTrace()).contains("Caused by: com.acme.BadExceptions$");
            assertThat(reasons.get(0)).hasMessageContaining("throws itself when it is asked");
            assertThat(reasons.get(0)).hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whatCannotTravelIsTextWithTheReason() {
        List<PayloadException> reasons = new ArrayList<>();
        Throwable original = thrownBy(BadExceptions.all().get(0));
        Thrown thrown = CODEC.encode(original, reasons::add);
        assertThat(thrown.hasThrowable()).isFalse();
        assertThat(reasons).hasSize(1);
        assertThat(reasons.get(0).typeName()).isEqualTo(Shapes.Connection.class.getName());
        assertThat(reasons.get(0).path()).isEqualTo("the exception.connection");

        RemoteException back = (RemoteException) CODEC.decode(thrown, RUN, SUBMIT_SITE);
        assertThat(back.className()).isEqualTo(BadExceptions.Holding.class.getName());
        assertThat(back).hasMessageStartingWith("com.acme.BadExceptions$Holding: holding\n");
        assertThat(back.remoteStackTrace()).startsWith("com.acme.BadExceptions$Holding: holding\n\tat com.acme.");
        assertThat(back.run()).isEqualTo(RUN);
        assertThat(names(back))
                .contains("com.acme.BadExceptions.make", "--- submitted from ---.", "com.acme.Main.main");
        assertThat(back.getStackTrace()[0]).hasToString(original.getStackTrace()[0].toString());
    }

    @Test
    void textsAreCut() {
        Thrown thrown = CODEC.encode(new RuntimeException("m".repeat(3_000_000)));
        assertThat(thrown.getMessage()).hasSize(64 * 1024);
        assertThat(thrown.getStackTrace())
                .as("frames have room beside the message")
                .contains("\tat dev.myriapod.payload.ThrownTest.textsAreCut")
                .hasSizeLessThanOrEqualTo(256 * 1024);
        assertThat(thrown.hasThrowable()).isFalse();
        assertThat(thrown.getSerializedSize()).isLessThan(400 * 1024);
    }

    @Test
    void aMillionCausesDoNotHarm() {
        Throwable chain = new RuntimeException("innermost");
        for (int i = 0; i < 100_000; i++) {
            chain = new RuntimeException("level " + i, chain);
            chain.setStackTrace(new StackTraceElement[0]);
        }
        Thrown thrown = CODEC.encode(chain);
        assertThat(thrown.getStackTrace()).contains("level 99999").contains("Caused by: ");
        assertThat(CODEC.decode(thrown, RUN, SUBMIT_SITE)).isInstanceOf(RemoteException.class);
    }

    @Test
    void halfPairsOfSurrogatesBecomeProperText() throws Exception {
        Thrown thrown = CODEC.encode(thrownBy(BadExceptions.all().get(9)));
        assertThat(Thrown.parseFrom(thrown.toByteArray())).isEqualTo(thrown);
        assertThat(thrown.getMessage()).isEqualTo("half a pair ?");
    }

    @Test
    void damagedBytesFallBackToText() {
        Thrown thrown = CODEC.encode(new IOException("no disk"));
        Thrown damaged = thrown.toBuilder()
                .setThrowable(thrown.getThrowable().toBuilder()
                        .setData(thrown.getThrowable().getData().substring(0, 100)))
                .build();
        assertThat(CODEC.decode(damaged, TaskRun.NONE, SUBMIT_SITE))
                .isInstanceOf(RemoteException.class)
                .hasMessageStartingWith("java.io.IOException: no disk")
                .hasMessageContaining("cannot be rebuilt in this JVM")
                .hasStackTraceContaining("submitted from ---.(another process)");
    }

    @Test
    void anExceptionOfAnotherThreadKeepsItsFrames() throws InterruptedException {
        List<Throwable> caught = new ArrayList<>();
        Thread thread = new Thread(() -> caught.add(new RuntimeException("elsewhere")), "elsewhere");
        thread.start();
        thread.join();
        Throwable back = CODEC.decode(CODEC.encode(caught.get(0)), RUN, SUBMIT_SITE);
        assertThat(names(back)).startsWith(names(caught.get(0)).toArray(String[]::new));
    }

    @Test
    void anExceptionThatHasNoTraceStaysWithout() {
        Throwable back = CODEC.decode(CODEC.encode(new Traceless()), RUN, SUBMIT_SITE);
        assertThat(back).isInstanceOf(Traceless.class);
        assertThat(back.getStackTrace()).isEmpty();
    }

    private static final class Traceless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Traceless() {
            super("cheap", null, false, false);
        }
    }

    private static List<String> names(Throwable throwable) {
        return Stream.of(throwable.getStackTrace())
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .toList();
    }

    private static Throwable throwAndReturn(Object function, Object... arguments) {
        return CODEC.decode(CODEC.encode(thrownBy(function, arguments)), RUN, SUBMIT_SITE);
    }

    /** What a function throws when it is called as a worker calls it. */
    private static Throwable thrownBy(Object function, Object... arguments) {
        EncodedCall call = CALLS.encode(function, arguments);
        BoundCall bound = RESOLVER.resolve(call.function().bytes()).bind(call.arguments());
        try {
            return new AssertionError("nothing thrown, but returned " + bound.call());
        } catch (Exception e) {
            return e;
        }
    }
}
