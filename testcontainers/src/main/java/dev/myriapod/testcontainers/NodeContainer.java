package dev.myriapod.testcontainers;

import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.model.ContainerNetwork;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/** A coordinator or a worker of a {@link MyriapodCluster}, and what may happen to it. */
public final class NodeContainer extends GenericContainer<NodeContainer> {
    private static final int PATIENCE_SECONDS = 30;
    /** How often freezing is tried. */
    private static final int FREEZES = 5;

    private final String name;
    private final Network network;

    NodeContainer(DockerImageName image, Token token, Network network, String name) {
        super(image);
        this.name = name;
        this.network = network;
        Node.prepare(this, token);
        withNetwork(network);
        withNetworkAliases(name);
        withCreateContainerCmdModifier(command -> command.withHostName(name));
    }

    /** Kills all its processes at once, as if its host had lost power. {@link #restart()} brings it back. */
    public void kill() {
        getDockerClient().killContainerCmd(getContainerId()).exec();
    }

    /** Asks it to end, by SIGTERM, and kills it if it has not after half a minute. Returns when it has ended. */
    public void terminate() {
        getDockerClient()
                .stopContainerCmd(getContainerId())
                .withTimeout(PATIENCE_SECONDS)
                .exec();
        stop();
    }

    /** Starts it again after {@link #kill()}, and returns when it is healthy. Files that it wrote are still there. */
    public void restart() {
        getDockerClient().startContainerCmd(getContainerId()).exec();
        waitUntilContainerStarted();
    }

    /** Ends it, however it is, and removes it. */
    @Override
    public void stop() {
        if (getContainerId() != null
                && Boolean.TRUE.equals(getCurrentContainerInfo().getState().getPaused())) {
            resume();
        }
        super.stop();
    }

    /** Freezes all its processes: they answer nobody, and their connections stay open. */
    public void pause() {
        for (int left = FREEZES; ; left--) {
            try {
                getDockerClient().pauseContainerCmd(getContainerId()).exec();
                return;
            } catch (InternalServerErrorException e) {
                // The kernel gives up on a freezing that takes long, as on a busy host where processes start; nothing
                // is frozen then.
                if (left == 1 || !String.valueOf(e.getMessage()).contains("unable to freeze")) {
                    throw e;
                }
            }
        }
    }

    /** Lets them go on. */
    public void resume() {
        getDockerClient().unpauseContainerCmd(getContainerId()).exec();
    }

    /** Cuts it off: what it sends reaches nobody, and nobody is told. */
    public void disconnect() {
        getDockerClient()
                .disconnectFromNetworkCmd()
                .withContainerId(getContainerId())
                .withNetworkId(network.getId())
                .withForce(true)
                .exec();
    }

    /** Connects it again, under its name. */
    public void reconnect() {
        getDockerClient()
                .connectToNetworkCmd()
                .withContainerId(getContainerId())
                .withNetworkId(network.getId())
                .withContainerNetwork(new ContainerNetwork().withAliases(List.of(name)))
                .exec();
    }
}
