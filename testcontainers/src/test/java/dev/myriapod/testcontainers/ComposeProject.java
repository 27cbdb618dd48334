package dev.myriapod.testcontainers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The project's compose file, used as a user would, with whichever Compose is here. */
final class ComposeProject implements AutoCloseable {
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> compose;
    private final Path tokenFile;
    private final int port;

    private ComposeProject(String name, Path tokenFile) throws IOException {
        this.tokenFile = tokenFile;
        port = freePort();
        compose = command();
        environment.put("COMPOSE_PROJECT_NAME", name);
        environment.put("MYRIAPOD_IMAGE", TestImage.name());
        environment.put("MYRIAPOD_PORT", Integer.toString(port));
    }

    /** A project of its own name and port, with the token in a directory that only its owner enters. */
    static ComposeProject withToken(String name, Path directory) throws IOException {
        Path secret = Files.createDirectory(
                directory.resolve("secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path file = Files.writeString(secret.resolve("token"), "0123456789abcdef0123456789abcdef");
        ComposeProject project = new ComposeProject(name, file);
        project.environment.put("MYRIAPOD_TOKEN_FILE", file.toString());
        return project;
    }

    /** With the token that the project's folder has, once somebody has made it. */
    static ComposeProject withTheFoldersToken(String name) throws IOException {
        return new ComposeProject(name, Command.root().resolve(".myriapod/token"));
    }

    private static List<String> command() throws IOException {
        try {
            Command.run("docker", "compose", "version");
            return List.of("docker", "compose");
        } catch (AssertionError noPlugin) {
            Command.run("docker-compose", "version");
            return List.of("docker-compose");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String call(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(compose);
        command.addAll(List.of(arguments));
        return Command.run(environment, command);
    }

    /** Runs a line of a shell as it stands, but with this project's port and the Compose that is here. */
    String shell(String line) throws IOException {
        String here = line.replace("localhost:7717", "localhost:" + port)
                .replaceFirst("^docker-compose ", String.join(" ", compose) + " ");
        return Command.run(environment, List.of("bash", "-o", "pipefail", "-c", here));
    }

    /** The ids of a service's containers. */
    List<String> containers(String service) throws IOException {
        return call("ps", "-q", service).lines().toList();
    }

    /** What a format of {@code docker inspect} says of each container of a service. */
    List<String> inspect(String service, String format) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of("docker", "inspect", "--format", format), containers(service).stream())
                .toList();
        return Command.run(Map.of(), command).lines().toList();
    }

    Path tokenFile() {
        return tokenFile;
    }

    String uri() {
        return "myriapod://localhost:" + port;
    }

    @Override
    public void close() throws IOException {
        call("down", "-v", "--timeout", "5");
    }
}
