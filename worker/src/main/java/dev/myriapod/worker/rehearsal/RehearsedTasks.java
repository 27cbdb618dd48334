package dev.myriapod.worker.rehearsal;

import dev.myriapod.function.RemoteCallable;
import dev.myriapod.function.RemoteFunction;
import dev.myriapod.function.RemoteRunnable;
import dev.myriapod.payload.CallCodec;
import dev.myriapod.payload.EncodedCall;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.AssignTasks;
import dev.myriapod.proto.v1.DefineFunction;
import dev.myriapod.proto.v1.WorkerCommand;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Tasks like those that users submit: method references and lambdas, common values, output, a failure. */
final class RehearsedTasks {
    private static final CallCodec CALLS = new CallCodec(ValueCodec.of(RehearsedTasks.class.getClassLoader()));
    private static final List<EncodedCall> PLAYED = encode();

    private RehearsedTasks() {}

    /** What a worker hears of the functions before their first task. */
    static List<WorkerCommand> definitions() {
        List<WorkerCommand> commands = new ArrayList<>();
        for (int i = 0; i < PLAYED.size(); i++) {
            commands.add(WorkerCommand.newBuilder()
                    .setFunction(DefineFunction.newBuilder()
                            .setNumber(i + 1)
                            .setDefinition(PLAYED.get(i).function().bytes()))
                    .build());
        }
        return commands;
    }

    /** The tasks in their order. */
    static List<WorkerCommand> assignments() {
        List<WorkerCommand> commands = new ArrayList<>();
        for (int i = 0; i < PLAYED.size(); i++) {
            commands.add(WorkerCommand.newBuilder()
                    .setAssigns(AssignTasks.newBuilder()
                            .setFirstSequence(i + 1)
                            .addTaskIds(i + 1)
                            .setFunction(i + 1)
                            .setEncoding(ValueCodec.ENCODING)
                            .addArguments(PLAYED.get(i).arguments()))
                    .build());
        }
        return commands;
    }

    private static List<EncodedCall> encode() {
        int captured = 7;
        return List.of(
                CALLS.encode((RemoteFunction<Integer, Integer>) RehearsedTasks::square, captured),
                CALLS.encode((RemoteCallable<Integer>) () -> captured),
                CALLS.encode((RemoteFunction<Object, Object>) RehearsedTasks::same, commonValues()),
                CALLS.encode((RemoteRunnable) RehearsedTasks::print),
                CALLS.encode((RemoteRunnable) RehearsedTasks::fail));
    }

    static int square(int number) {
        return number * number;
    }

    static Object same(Object value) {
        return value;
    }

    static void print() {
        System.out.println("rehearsed");
    }

    static void fail() {
        throw new IllegalStateException("rehearsed");
    }

    private static List<Object> commonValues() {
        return new ArrayList<>(List.of(
                "text",
                1L,
                2.0,
                true,
                'c',
                BigInteger.TWO,
                BigDecimal.ONE,
                new int[] {1},
                new long[] {1},
                new double[] {1},
                new byte[] {1},
                new String[] {"text"},
                new Item("text", 1),
                TimeUnit.SECONDS,
                Optional.of("text"),
                Instant.EPOCH,
                Duration.ZERO,
                List.of(1, 2, 3),
                Set.of(1, 2, 3),
                Map.of("key", 1),
                new HashMap<>(Map.of("key", 1)),
                new Plain("text")));
    }

    /** A record, as users have them. */
    record Item(String name, int count) {}

    /** What Java's own serialization is for. */
    static final class Plain implements Serializable {
        private static final long serialVersionUID = 1L;
        final String name;

        Plain(String name) {
            this.name = name;
        }
    }
}
