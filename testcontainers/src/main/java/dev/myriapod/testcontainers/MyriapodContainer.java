package dev.myriapod.testcontainers;

import dev.myriapod.Myriapod;
import dev.myriapod.remote.ConnectOptions;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.lifecycle.TestDescription;
import org.testcontainers.lifecycle.TestLifecycleAware;
import org.testcontainers.utility.DockerImageName;

/**
 * A whole cluster in one container: a coordinator, and beside it an agent with some slots. For tests of programs that use
 * Myriapod; what happens when hosts are lost shows {@link MyriapodCluster}.
 *
 * <p>{@link #start()} returns when it is healthy; if it does not become so, the exception has the end of its log. Its token
 * is a new one each time. Not for several threads at once.
 */
public class MyriapodContainer extends GenericContainer<MyriapodContainer> implements TestLifecycleAware {
    /** The port that is published under another number; {@link #uri()} knows which. */
    public static final int PORT = Node.PORT;

    private final Token token = Token.random();
    private int slots = 2;

    /** One from an image by its name, for instance {@code myriapod:latest}, which {@code bin/image} builds. */
    public MyriapodContainer(String image) {
        this(DockerImageName.parse(image));
    }

    /** One from an image. */
    @SuppressWarnings("this-escape") // As every container of Testcontainers: what is set here is read when it starts.
    public MyriapodContainer(DockerImageName image) {
        super(image);
        Node.prepare(this, token);
        withExposedPorts(PORT);
    }

    /** With room for so many workers of pools, at least 1; without this, 2. */
    public MyriapodContainer withSlots(int number) {
        slots = Node.atLeastOne("slots", number);
        return this;
    }

    /** Where it listens, as {@link Myriapod#connect(String)} takes it. */
    public String uri() {
        return Node.uri(this);
    }

    /** Everything but the address: the token, and otherwise the defaults. */
    public ConnectOptions connectOptions() {
        return token.options();
    }

    /** A new connection to it, which the caller closes; better before the container than after it. */
    public Myriapod connect() {
        return Myriapod.connect(uri(), connectOptions());
    }

    @Override
    protected void configure() {
        withCommand(Node.coordinator("--slots", Integer.toString(slots)));
    }

    /** Prints its log if the test failed. */
    @Override
    public void afterTest(TestDescription description, Optional<Throwable> failure) {
        failure.ifPresent(any -> System.err.println(Node.log(this)));
    }
}
