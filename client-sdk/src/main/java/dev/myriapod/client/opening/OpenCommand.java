package dev.myriapod.client.opening;

import dev.myriapod.PoolOptions;
import dev.myriapod.client.chunks.ChunkSplitter;
import dev.myriapod.client.jvm.JvmSpecs;
import dev.myriapod.client.submit.Limits;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.CallCodec;
import dev.myriapod.payload.EncodedCall;
import dev.myriapod.payload.FunctionDefinition;
import dev.myriapod.proto.v1.FunctionCall;
import dev.myriapod.proto.v1.JvmSpec;
import dev.myriapod.proto.v1.OpenPool;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolHandle;
import dev.myriapod.proto.v1.Recycling;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Opens a pool; this process is the one that owns it. */
public final class OpenCommand implements Opening {
    private static final int INITIALIZER = 1;
    private static final SecureRandom KEYS = new SecureRandom();

    private final PoolOptions options;
    private final JvmSpec jvm;
    private final @Nullable EncodedCall initializer;
    private final PoolHandle handle;

    /**
     * For these options, whose name and size are set; runs user code, and waits until what the workers' JVMs need is there.
     *
     * @throws PayloadException if the initializer cannot travel
     */
    public OpenCommand(PoolOptions options, CallCodec calls, JvmSpecs jvms) {
        this.options = options;
        handle = PoolHandle.newBuilder()
                .setKey(KEYS.nextLong())
                .setName(options.name())
                .setSize(options.size())
                .setThreadsPerWorker(options.workers().threads())
                .build();
        this.initializer = options.workers().initializer().map(calls::encode).orElse(null);
        if (initializer != null && initializer.arguments().size() > ChunkSplitter.LIMIT) {
            throw new PayloadException(
                    "The initializer of pool " + options.name() + " captured "
                            + initializer.arguments().size() + " bytes; at most " + ChunkSplitter.LIMIT
                            + " can travel with it. Let it read its data from a file or compute it in the worker.",
                    TaskRun.NONE,
                    "",
                    "initializer",
                    null);
        }
        jvm = jvms.of(options.jvm());
    }

    /** In nanoseconds; 0, which is for ever, if that is too many to count from any time. */
    private static long nanosOrForEver(Duration duration) {
        long nanos = Limits.nanos(duration);
        return nanos == Long.MAX_VALUE ? 0 : nanos;
    }

    @Override
    public PoolOptions options() {
        return options;
    }

    @Override
    public PoolHandle handle() {
        return handle;
    }

    @Override
    public String process() {
        return "";
    }

    /** Then defines the initializer, which thereby gets the number that the opening names. */
    @Override
    public void send(Consumer<PoolCommand> send, ToIntFunction<FunctionDefinition> define) {
        PoolOptions.Workers workers = options.workers();
        PoolOptions.Recycling recycling = workers.recycling();
        PoolOptions.Limits limits = workers.limits();
        OpenPool.Builder open = OpenPool.newBuilder()
                .setName(options.name())
                .setSize(options.size())
                .setJvm(jvm)
                .setThreadsPerWorker(workers.threads())
                .setSpares(workers.spares())
                .setMaxTasksPerWorker(recycling.maxTasks())
                .setRecycling(Recycling.newBuilder()
                        .setMaxAgeNanos(recycling
                                .maxAge()
                                .map(OpenCommand::nanosOrForEver)
                                .orElse(0L))
                        .setMaxMemory(recycling.maxMemory())
                        .setMaxHeapAfterCollection(recycling.maxHeapAfterCollection()))
                .setLivenessNanos(nanosOrForEver(limits.liveness()))
                .setStartNanos(nanosOrForEver(limits.startTimeout()))
                .setMemoryLimit(limits.memory())
                .setKey(handle.getKey())
                .setMaxExtraWorkers(options.maxExtraWorkers().orElse(3 * options.size()))
                .setRequireSlots(options.requireSlots());
        if (initializer != null) {
            open.setInitializer(FunctionCall.newBuilder()
                    .setFunction(INITIALIZER)
                    .setArguments(new ChunkSplitter().split(initializer.arguments(), chunk -> {})));
        }
        send.accept(PoolCommand.newBuilder().setOpen(open).build());
        if (initializer != null && define.applyAsInt(initializer.function()) != INITIALIZER) {
            throw new IllegalStateException("The initializer must be the first function that a stream defines.");
        }
    }
}
