package dev.myriapod.examples.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.examples.ExampleProgram;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each example prints what it says, ends with 0 and leaves nothing behind. */
@Tag("long")
class SharedExamplesTest {
    private static List<String> linesOf(Class<?> example, Object... args) throws Exception {
        ExampleProgram.Run run = ExampleProgram.run(example, args);
        assertThat(run.exitCode())
                .as("exit code; standard error: %s", run.errors())
                .isZero();
        assertThat(run.leftBehind()).as("processes left behind").isEmpty();
        assertThat(run.errors()).as("standard error").isEmpty();
        return run.lines();
    }

    @Test
    void sixBunsAreMadeAndEaten() throws Exception {
        List<String> lines = linesOf(SteamedBuns.class, 0.05);

        assertThat(lines).hasSize(13).endsWith("There are no more buns.");
        assertThat(lines.stream().filter(line -> line.startsWith("The consumer has eaten a bun with ")))
                .extracting(line -> line.substring("The consumer has eaten a bun with ".length()))
                .containsExactlyInAnyOrder("pork", "pork", "cabbage", "cabbage", "bean paste", "bean paste");
        assertThat(lines.stream()
                        .filter(line -> line.contains(" has made a bun with "))
                        .collect(Collectors.groupingBy(
                                line -> line.substring(0, line.indexOf(" ")), Collectors.counting()))
                        .values())
                .containsExactly(3L, 3L);
    }

    @Test
    void aListComesOverAQueue() throws Exception {
        assertThat(linesOf(ListOverQueue.class)).containsExactly("[shen, null, 1995]");
    }

    @Test
    void parentAndChildTalk() throws Exception {
        assertThat(linesOf(ParentAndChild.class))
                .containsExactlyInAnyOrder(
                        "The parent has received: a message from child to parent",
                        "The child has received: a message from parent to child",
                        "The child has nothing more to say.",
                        "The child has ended with 0")
                .startsWith("The parent has received: a message from child to parent")
                .endsWith("The child has ended with 0");
    }

    @Test
    void tenChildrenChangeADictAndAList() throws Exception {
        List<String> lines = linesOf(DictAndList.class, 10);

        assertThat(lines).hasSize(12);
        assertThat(lines.get(10)).isEqualTo("dict: {1=1, 2=2, 0.25=nothing, children=10}");
        assertThat(lines.get(11)).startsWith("list: [0, 1, 2, 3, 4, ").endsWith("]");
        String[] list = lines.get(11)
                .substring("list: [".length(), lines.get(11).length() - 1)
                .split(", ");
        assertThat(list).as("each appended its own").hasSize(15).doesNotHaveDuplicates();
    }

    @Test
    void aHundredLinesAreWholeAndInOrder() throws Exception {
        List<String> lines = linesOf(OneLock.class, 100, 3);

        assertThat(lines)
                .extracting(line -> line.replaceAll("(?<=: hello world )\\d+$", "?"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 100)
                        .mapToObj(line -> "line " + line + ": hello world ?")
                        .toList());
        assertThat(lines)
                .extracting(line -> Integer.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void countersAreExact() throws Exception {
        assertThat(linesOf(Counters.class, 4, 300))
                .containsExactly("number: 1200", "fraction: 600.0", "array: [400, 400, 400]", "pair: [120, -120]");
    }
}
