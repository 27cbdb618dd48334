package dev.myriapod.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** Who starts processes. */
final class Forks {
    private Forks() {}

    /** One place looks whether there is room for the pipes. */
    static ArchRule startInOnePlace() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.myriapod.agent.fork.Fork")
                // They start a few programs, and no user's program runs in them.
                .and()
                .resideOutsideOfPackage("dev.myriapod.benchmarks..")
                .should()
                .callMethod(ProcessBuilder.class, "start")
                .because("a JDK that finds no file descriptors for a process closes others");
    }
}
