package dev.myriapod.it.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.myriapod.it.reactor.Reactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The project keeps its rules. {@link ArchitectureRulesTest} shows that each can fail. */
class ArchitectureTest {
    private static JavaClasses all;
    private static JavaClasses handWritten;

    @BeforeAll
    static void importClasses() {
        all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.myriapod")
                .that(resideOutsideOfPackage("dev.myriapod.it.."));
        handWritten = all.that(resideOutsideOfPackage("dev.myriapod.proto.."))
                .that(resideOutsideOfPackage("..jmh_generated.."));
    }

    @ParameterizedTest
    @EnumSource
    void modulesSeeOnlyWhatTheyMay(Module module) {
        module.arrows().check(all);
    }

    @ParameterizedTest
    @EnumSource
    void everyModuleIsSeenHere(Module module) {
        assertThat(all.stream().filter(module::owns)).isNotEmpty();
    }

    static Stream<ArchRule> rules() {
        return Stream.of(
                Module.complete(),
                Module.examplesUseTheApi(),
                StateMachines.knowNothing(),
                StateMachines.haveNoThreads(),
                StateMachines.readNoClock(),
                StateMachines.haveNoLocks(),
                Clocks.wallClockIsForFiles(),
                Forks.startInOnePlace(),
                Shape.noCycles(),
                Shape.smallPackages(),
                Shape.tellingNames(),
                Shape.fewParameters());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleIsKept(ArchRule rule) {
        rule.check(handWritten);
    }

    @Test
    void sourceFilesAreShort() throws IOException {
        assertThat(Sources.tooLong(Sources.roots(Reactor.root()))).isEmpty();
    }

    @Test
    void packagesSayWhatTheyAreFor() throws IOException {
        assertThat(Sources.unexplained(Sources.roots(Reactor.root()))).isEmpty();
    }

    @Test
    void packagesHaveOneHome() throws IOException {
        assertThat(Sources.split(Sources.roots(Reactor.root()))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PROTO", "EXAMPLES", "BENCHMARKS"})
    void publicTypesAreThoseInTheList(Module module) throws IOException {
        Path here = Reactor.root().resolve("integration-tests");
        Path list = here.resolve("src/test/resources/public-types").resolve(module.folder() + ".txt");
        SortedSet<String> found = PublicTypes.of(module, handWritten);
        Path fresh = here.resolve("target/public-types").resolve(module.folder() + ".txt");
        Files.createDirectories(fresh.getParent());
        Files.write(fresh, found);
        List<String> differences = PublicTypes.compare(
                Files.exists(list) ? new TreeSet<>(Files.readAllLines(list)) : new TreeSet<>(), found);
        assertThat(differences)
                .as(
                        "Public types of %s. If the change is meant, take over the new list and commit it:%n"
                                + "  cp %s %s%nIf not, make the type package-private.",
                        module.folder(), fresh, list)
                .isEmpty();
    }
}
