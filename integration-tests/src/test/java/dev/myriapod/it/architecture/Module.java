package dev.myriapod.it.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/*
 * Packages begin with ".." and not with "dev", so that the very same rules can be shown to fail on the fixtures, whose packages
 * end like those of the project.
 */
/** The modules, the packages of each, and which others each may see. */
@SuppressWarnings("ImmutableEnumChecker") // both lists come from List.of
enum Module {
    PROTO(List.of(), "..myriapod.proto.."),
    EVENT_LOOP(List.of(), "..myriapod.loop.."),
    COORDINATOR(List.of(PROTO, EVENT_LOOP), "..myriapod.coordinator.."),
    CLIENT_SDK(
            List.of(PROTO, EVENT_LOOP),
            "..myriapod",
            "..myriapod.admission..",
            "..myriapod.client..",
            "..myriapod.failure..",
            "..myriapod.function..",
            "..myriapod.admission..",
            "..myriapod.output..",
            "..myriapod.payload..",
            "..myriapod.progress..",
            "..myriapod.remote..",
            "..myriapod.shared.."),
    WORKER(List.of(PROTO, CLIENT_SDK), "..myriapod.worker..", "..myriapod.agent.."),
    EMBEDDED(List.of(PROTO, CLIENT_SDK, WORKER, COORDINATOR), "..myriapod.embedded.."),
    CLI(List.of(PROTO, CLIENT_SDK, WORKER, COORDINATOR, EMBEDDED), "..myriapod.cli.."),
    TESTCONTAINERS(List.of(CLIENT_SDK), "..myriapod.testcontainers.."),
    EXAMPLES(List.of(CLIENT_SDK), "..myriapod.examples.."),
    /** Measures the coordinator's state machines alone, too. */
    BENCHMARKS(List.of(CLIENT_SDK, COORDINATOR), "..myriapod.benchmarks..");

    private final List<Module> seen;
    private final List<String> packages;

    Module(List<Module> seen, String... packages) {
        this.seen = seen;
        this.packages = List.of(packages);
    }

    /** Its folder in the reactor. */
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a class is the module's. */
    boolean owns(JavaClass type) {
        return own().test(type);
    }

    private DescribedPredicate<JavaClass> own() {
        return resideInAnyPackage(packages.toArray(String[]::new)).as("are of " + folder());
    }

    /** The module sees itself, the modules that it may see, and what is not the project's. */
    ArchRule arrows() {
        List<String> allowed = new ArrayList<>(packages);
        seen.forEach(module -> allowed.addAll(module.packages));
        return classes()
                .that(own())
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new))
                        .or(resideOutsideOfPackage("dev.myriapod.."))
                        .as("are of " + folder() + ", of " + seen + " or not the project's"))
                .because("imports point one way: proto <- coordinator; proto <- client-sdk <- worker <- embedded"
                        + " -> coordinator");
    }

    /** Every class is of a module that is known here. */
    static ArchRule complete() {
        DescribedPredicate<JavaClass> known = DescribedPredicate.alwaysFalse();
        for (Module module : values()) {
            known = known.or(module.own());
        }
        return classes()
                .should(Conditions.be(known.as("of one of the modules " + Arrays.toString(values()))))
                .because("a new package is entered in the enum Module, or no arrow would hold for it");
    }

    /** Examples are written as users would write them. */
    static ArchRule examplesUseTheApi() {
        return noClasses()
                .that(EXAMPLES.own())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..myriapod.client..", "..myriapod.proto..")
                .because("users write against the public API alone");
    }
}
