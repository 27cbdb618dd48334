package dev.myriapod.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The README's three commands lead from a clone to tasks that run in a cluster. */
@Tag("containers")
@Timeout(300)
class ReadmeCommandsTest {
    private static final Pattern BLOCK =
            Pattern.compile("## A cluster in containers\n.*?```sh\n(.*?)```\n", Pattern.DOTALL);

    private static List<String> commands() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Command.root().resolve("README.md")));
        assertThat(block.find()).isTrue();
        return block.group(1)
                .lines()
                .map(line -> line.replaceFirst(" +#.*", ""))
                .toList();
    }

    @Test
    void doWhatTheySay() throws Exception {
        Path token = Command.root().resolve(".myriapod/token");
        boolean wasThere = Files.exists(token);
        assertThat(commands()).hasSize(3);
        try (ComposeProject project = ComposeProject.withTheFoldersToken("myriapod-readme")) {
            project.shell(commands().get(0));
            assertThat(token).isNotEmptyFile();
            project.shell(commands().get(1));
            assertThat(project.containers("worker")).hasSize(2);
            assertThat(project.shell(commands().get(2)))
                    .endsWith(IntStream.rangeClosed(1, 1000)
                            .mapToObj(number -> "\\Q" + number + "\\E\n")
                            .collect(Collectors.joining()));
        } finally {
            if (!wasThere) {
                Files.deleteIfExists(token);
                Files.deleteIfExists(token.getParent());
            }
        }
    }
}
