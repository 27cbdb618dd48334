package dev.myriapod.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule that cannot fail is none: each finds what is wrong with the fixtures, and with nothing else in them. */
class ArchitectureRulesTest {
    private static final String FIXTURE = "dev.myriapod.it.architecture.fixture.";

    @ParameterizedTest
    @EnumSource
    void arrowsAreSeen(Module module) {
        List<String> violations = violations(module.arrows(), "arrows");
        assertThat(violations).isNotEmpty().allMatch(text -> text.contains("arrows.myriapod."));
    }

    @Test
    void packagesOfNoModuleAreSeen() {
        assertThat(violations(Module.complete(), "arrows"))
                .singleElement()
                .asString()
                .contains("Homeless");
    }

    @Test
    void examplesThatUseInternalsAreSeen() {
        assertThat(violations(Module.examplesUseTheApi(), "arrows"))
                .isNotEmpty()
                .allMatch(text -> text.contains("ExampleType"));
    }

    @Test
    void impureStateMachinesAreSeen() {
        assertThat(violations(StateMachines.knowNothing(), "machines"))
                .anyMatch(text -> text.contains("ReentrantLock"))
                .anyMatch(text -> text.contains("java.nio.file.Path"));
        assertThat(violations(StateMachines.haveNoThreads(), "machines"))
                .isNotEmpty()
                .allMatch(text -> text.contains("java.lang.Thread"));
        assertThat(violations(StateMachines.readNoClock(), "machines"))
                .anyMatch(text -> text.contains("System.nanoTime"))
                .anyMatch(text -> text.contains("Instant.now"));
        assertThat(violations(StateMachines.haveNoLocks(), "machines"))
                .singleElement()
                .asString()
                .contains("readsTheClock");
    }

    @Test
    void readersOfTheWallClockAreSeen() {
        assertThat(violations(Clocks.wallClockIsForFiles(), "machines"))
                .isNotEmpty()
                .allMatch(text -> text.contains("Instant.now") || text.contains("currentTimeMillis"));
    }

    @Test
    void processesThatOthersStartAreSeen() {
        assertThat(violations(Forks.startInOnePlace(), "processes"))
                .singleElement()
                .asString()
                .contains("ProcessBuilder.start");
    }

    @Test
    void cyclesAreSeen() {
        assertThat(violations(Shape.noCycles(), "cycle"))
                .singleElement()
                .asString()
                .contains("There");
    }

    @Test
    void crowdsAreSeen() {
        assertThat(violations(Shape.smallPackages(), "crowd"))
                .singleElement()
                .asString()
                .contains("has 13");
    }

    @Test
    void emptyNamesAreSeen() {
        assertThat(violations(Shape.tellingNames(), "naming"))
                .hasSize(2)
                .anyMatch(text -> text.contains("PathUtils"))
                .anyMatch(text -> text.contains("Compass"));
    }

    @Test
    void longArgumentListsAreSeen() {
        assertThat(violations(Shape.fewParameters(), "parameters"))
                .singleElement()
                .asString()
                .contains("Greedy")
                .contains("has 6");
    }

    @Test
    void newAndLostPublicTypesAreSeen() {
        String shown = FIXTURE + "types.myriapod.embedded.Shown";
        SortedSet<String> found = PublicTypes.of(Module.EMBEDDED, fixture("types"));
        assertThat(found).containsExactly(shown, shown + "$Nested");
        assertThat(PublicTypes.compare(found, found)).isEmpty();
        assertThat(PublicTypes.compare(new TreeSet<>(List.of(shown, "dev.myriapod.Gone")), found))
                .containsExactly(
                        shown + "$Nested is public and not in the list",
                        "dev.myriapod.Gone is in the list and not public any more, or gone");
    }

    @Test
    void longFilesAreSeen(@TempDir Path root) throws IOException {
        Files.write(root.resolve("Fits.java"), Collections.nCopies(500, "//"));
        assertThat(Sources.tooLong(List.of(root))).isEmpty();
        Files.write(root.resolve("TooLong.java"), Collections.nCopies(501, "//"));
        assertThat(Sources.tooLong(List.of(root))).singleElement().asString().contains("TooLong.java has 501 lines");
    }

    @Test
    void packagesWithoutExplanationAreSeen(@TempDir Path module) throws IOException {
        Path root = module.resolve("src/main/java");
        Path room = Files.createDirectories(root.resolve("room"));
        Files.writeString(room.resolve("Thing.java"), "package room;");
        assertThat(Sources.unexplained(List.of(root))).hasSize(1);
        Files.writeString(room.resolve("package-info.java"), "package room;");
        assertThat(Sources.unexplained(List.of(root))).hasSize(1);
        Files.writeString(room.resolve("package-info.java"), "/** Things. */ package room;");
        assertThat(Sources.unexplained(List.of(root))).isEmpty();
    }

    @Test
    void splitPackagesAreSeen(@TempDir Path reactor) throws IOException {
        for (String module : List.of("one", "two")) {
            Path room = Files.createDirectories(reactor.resolve(module).resolve("src/main/java/shared/room"));
            Files.writeString(reactor.resolve(module).resolve("pom.xml"), "<project/>");
            Files.writeString(room.resolve(module + ".java"), "package shared.room;");
        }
        assertThat(Sources.split(Sources.roots(reactor)))
                .singleElement()
                .asString()
                .contains("shared.room");
        Files.delete(reactor.resolve("two/src/main/java/shared/room/two.java"));
        assertThat(Sources.split(Sources.roots(reactor))).isEmpty();
    }

    private static List<String> violations(ArchRule rule, String fixture) {
        return rule.evaluate(fixture(fixture)).getFailureReport().getDetails();
    }

    private static JavaClasses fixture(String name) {
        return new ClassFileImporter().importPackages(FIXTURE + name);
    }
}
