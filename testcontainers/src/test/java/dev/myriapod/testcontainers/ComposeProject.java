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

    /** A project of its own name and port, with the token in a directory that only its owner enters. */
    ComposeProject(String name, Path directory) throws IOException {
        Path secret = Files.createDirectory(
                directory.resolve("secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        tokenFile = Files.writeString(secret.resolve("token"), "0123456789abcdef0123456789abcdef");
        port = freePort();
        compose = command();
        environment.put("COMPOSE_PROJECT_NAME", name);
        environment.put("MYRIAPOD_IMAGE", TestImage.name());
        environment.put("MYRIAPOD_TOKEN_FILE", tokenFile.toString());
        environment.put("MYRIAPOD_PORT", Integer.toString(port));
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
