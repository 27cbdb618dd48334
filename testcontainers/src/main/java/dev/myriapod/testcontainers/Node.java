package dev.myriapod.testcontainers;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

/** What the image's containers have in common, whatever their role. */
final class Node {
    static final int PORT = 7717;

    private static final String TOKEN_FILE = "/opt/myriapod/token";
    private static final Duration START = Duration.ofSeconds(60);
    private static final int LOG_LINES = 60;

    private Node() {}

    static void prepare(GenericContainer<?> container, Token token) {
        container.withEnv("MYRIAPOD_TOKEN_FILE", TOKEN_FILE);
        container.withCopyToContainer(token.file(), TOKEN_FILE);
        container.waitingFor(new Healthy(container).withStartupTimeout(START));
        // The image's own check would go on for nobody, at the cost of a JVM each time.
        container.withCreateContainerCmdModifier(
                command -> command.withHealthcheck(new HealthCheck().withTest(List.of("NONE"))));
    }

    /** The command of a coordinator that everybody reaches who reaches the container. */
    static String[] coordinator(String... more) {
        List<String> command = new ArrayList<>(List.of("coordinator", "--listen", "0.0.0.0:" + PORT, "--insecure"));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }

    static String uri(GenericContainer<?> coordinator) {
        // Not what Testcontainers saw at the start: after another start of the same container the port is another.
        Ports.Binding[] bindings = coordinator
                .getCurrentContainerInfo()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(PORT));
        if (bindings == null || bindings.length == 0) {
            throw new IllegalStateException("The coordinator's container does not run: start it first.");
        }
        return "myriapod://" + coordinator.getHost() + ":" + bindings[0].getHostPortSpec();
    }

    static int atLeastOne(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("At least one of " + what + " is needed, not " + number + ".");
        }
        return number;
    }

    /** The end of a container's log, under its name. */
    static String log(GenericContainer<?> container) {
        String name = container.getNetworkAliases().isEmpty()
                ? container.getDockerImageName()
                : container
                        .getNetworkAliases()
                        .get(container.getNetworkAliases().size() - 1);
        if (container.getContainerId() == null) {
            return "(" + name + " has no container)";
        }
        List<String> lines = container.getLogs().lines().toList();
        return "--- the end of what " + name + " says:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }
}
