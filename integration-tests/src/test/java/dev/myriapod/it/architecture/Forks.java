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
                .should()
                .callMethod(ProcessBuilder.class, "start")
                .because("a JDK that finds no file descriptors for a process closes others");
    }
}
