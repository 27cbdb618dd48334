package dev.myriapod.testcontainers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The image, built from the jar that the same build has made. */
final class TestImage {
    static final String NAME = "myriapod:under-test";

    private static boolean built;

    private TestImage() {}

    /** Builds it when it is first asked for. */
    static synchronized String name() {
        if (!built) {
            List<String> command = new ArrayList<>(List.of("docker", "build", "-q", "-t", NAME));
            String base = System.getenv("BASE_IMAGE");
            if (base != null) {
                command.addAll(List.of("--build-arg", "BASE_IMAGE=" + base));
            }
            command.add(".");
            try {
                Command.run(command.toArray(String[]::new));
            } catch (IOException e) {
                throw new IllegalStateException(
                        "These tests need Docker; .ci/engine starts an engine for a command.", e);
            }
            built = true;
        }
        return NAME;
    }
}
