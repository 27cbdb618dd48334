package dev.myriapod.testcontainers;

import dev.myriapod.Myriapod;
import dev.myriapod.remote.ConnectOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.Network;
import org.testcontainers.images.ImagePullPolicy;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.lifecycle.TestDescription;
import org.testcontainers.lifecycle.TestLifecycleAware;
import org.testcontainers.utility.DockerImageName;

/**
 * A cluster of containers on a network of their own: a coordinator and some workers, each of which is a host with slots. What
 * may happen to hosts can be made to happen: they are killed, frozen, cut off, and come back.
 *
 * <p>Workers are counted from 0, in the order in which they were started. {@link #start()} and {@link #scale(int)} return when
 * all containers are healthy: then the slots of all workers have joined the cluster. Not for several threads at once.
 */
public final class MyriapodCluster implements Startable, TestLifecycleAware {
    private static final String COORDINATOR = "coordinator";

    private final DockerImageName image;
    private final Token token = Token.random();
    private final List<NodeContainer> workers = new ArrayList<>();
    private int size = 2;
    private int slots = 2;
    private ImagePullPolicy pullPolicy = PullPolicy.defaultPolicy();
    private int begun;
    private @Nullable Network network;
    private @Nullable NodeContainer coordinator;

    /** One from an image by its name, for instance {@code myriapod:latest}, which {@code bin/image} builds. */
    public MyriapodCluster(String image) {
        this(DockerImageName.parse(image));
    }

    /** One from an image. */
    public MyriapodCluster(DockerImageName image) {
        this.image = image;
    }

    /** With so many workers to begin with; without this, 2. */
    public MyriapodCluster withWorkers(int number) {
        size = number == 0 ? 0 : Node.atLeastOne("workers", number);
        return this;
    }

    /** With so many slots on each worker that is started from now on, at least 1; without this, 2. */
    public MyriapodCluster withSlots(int number) {
        slots = Node.atLeastOne("slots", number);
        return this;
    }

    /** Pulls the image when this says so; without this, when it is not on this machine. */
    public MyriapodCluster withImagePullPolicy(ImagePullPolicy policy) {
        pullPolicy = policy;
        return this;
    }

    /**
     * Starts the coordinator, then the workers all at once. A second call does nothing, unless the first one failed: then
     * nothing of it is left, and this tries again.
     *
     * @throws ContainerLaunchException if not all became healthy; it has the ends of the logs
     */
    @Override
    public void start() {
        if (network != null) {
            return;
        }
        try {
            Network own = Network.newNetwork();
            network = own;
            NodeContainer first = node(own, COORDINATOR);
            first.withCommand(Node.coordinator());
            first.withExposedPorts(Node.PORT);
            coordinator = first;
            first.start();
            scale(size);
        } catch (RuntimeException | Error e) {
            ContainerLaunchException failure =
                    new ContainerLaunchException("The cluster could not be started.\n" + logsIfAny(), e);
            stopBeside(failure, this::stop);
            throw failure;
        }
    }

    private String logsIfAny() {
        try {
            return logs();
        } catch (RuntimeException e) {
            return "Nor can its logs be had: " + e;
        }
    }

    private NodeContainer node(Network own, String name) {
        return new NodeContainer(image, token, own, name).withImagePullPolicy(pullPolicy);
    }

    /**
     * Starts more workers, or stops those that were started last: they get SIGTERM, and some time. If one of the new ones
     * does not start, none of them stays.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public void scale(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("There cannot be " + number + " workers.");
        }
        Network own = running(network);
        List<NodeContainer> more = new ArrayList<>();
        while (workers.size() + more.size() < number) {
            NodeContainer worker = node(own, "worker-" + begun++);
            String uri = "myriapod://" + COORDINATOR + ":" + Node.PORT;
            worker.withCommand("worker", "--connect", uri, "--slots", Integer.toString(slots));
            worker.withEnv("MYRIAPOD_HEAP_PERCENT", "15");
            more.add(worker);
        }
        start(more);
        while (workers.size() > number) {
            NodeContainer last = workers.get(workers.size() - 1);
            last.terminate();
            workers.remove(last);
        }
    }

    private void start(List<NodeContainer> more) {
        try {
            Startables.deepStart(more).join();
        } catch (RuntimeException | Error e) {
            more.forEach(worker -> stopBeside(e, worker::stop));
            throw e;
        }
        workers.addAll(more);
    }

    /** How many workers there are, also killed and frozen ones. */
    public int workers() {
        return workers.size();
    }

    /** The container of a worker, for what is not offered here. */
    public NodeContainer worker(int index) {
        return workers.get(index);
    }

    /** The coordinator's container, for what is not offered here. */
    public NodeContainer coordinator() {
        return running(coordinator);
    }

    /** Where the coordinator listens, as {@link Myriapod#connect(String)} takes it; another after it was killed and started. */
    public String uri() {
        return Node.uri(running(coordinator));
    }

    /** Everything but the address: the token, and otherwise the defaults. */
    public ConnectOptions connectOptions() {
        return token.options();
    }

    /** A new connection to it, which the caller closes; better before the cluster than after it. */
    public Myriapod connect() {
        return Myriapod.connect(uri(), connectOptions());
    }

    /**
     * Stops all containers, however they are, and removes the network. A second call does nothing. What cannot be stopped keeps
     * nothing else from it, and is told afterwards.
     */
    @Override
    public void stop() {
        List<Runnable> parts = new ArrayList<>();
        Collections.reverse(workers);
        workers.forEach(worker -> parts.add(worker::stop));
        Stream.ofNullable(coordinator).forEach(first -> parts.add(first::stop));
        Stream.ofNullable(network).forEach(own -> parts.add(own::close));
        workers.clear();
        coordinator = null;
        network = null;
        IllegalStateException failure = new IllegalStateException("Not all of the cluster could be stopped.");
        parts.forEach(part -> stopBeside(failure, part));
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    /** A part that cannot be stopped stands beside what is told anyway. */
    private static void stopBeside(Throwable told, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            told.addSuppressed(e);
        }
    }

    /** The end of every container's log. */
    public String logs() {
        return Stream.concat(Stream.ofNullable(coordinator), workers.stream())
                .map(Node::log)
                .collect(Collectors.joining("\n"));
    }

    /** Prints the logs if the test failed. */
    @Override
    public void afterTest(TestDescription description, Optional<Throwable> failure) {
        failure.ifPresent(any -> System.err.println(logs()));
    }

    private static <T> T running(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("The cluster does not run: call start() first.");
        }
        return part;
    }
}
