package dev.myriapod.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The state machines of the coordinator are pure: events and the time in, commands out. */
final class StateMachines {
    private static final String[] PACKAGES = {
        "..myriapod.coordinator.scheduler..",
        "..myriapod.coordinator.child..",
        "..myriapod.coordinator.hosted..",
        "..myriapod.coordinator.door.."
    };
    /** Where the JDK keeps what waits, talks or touches files. */
    private static final String[] IMPURE = {
        "java.io..", "java.net..", "java.nio..", "java.util.concurrent..", "java.util.logging..", "javax.."
    };

    private static final Set<String> CLOCKS =
            Set.of("java.lang.System.nanoTime", "java.lang.System.currentTimeMillis", "java.lang.Math.random");

    private StateMachines() {}

    /** They know the JDK, an annotation and themselves. */
    static ArchRule knowNothing() {
        return classes()
                .that()
                .resideInAnyPackage(PACKAGES)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(PACKAGES)
                        .or(resideInAPackage("org.jspecify.."))
                        .or(resideInAPackage("java..")
                                .and(not(resideInAnyPackage(IMPURE)))
                                .or(belongToAnyOf(TimeUnit.class)))
                        .as("are pure JDK, org.jspecify or state machines"))
                .because("the state machines are tested with data alone");
    }

    /** They start no thread and wait for none. */
    static ArchRule haveNoThreads() {
        return noClasses()
                .that()
                .resideInAnyPackage(PACKAGES)
                .should()
                .dependOnClassesThat(assignableTo(Thread.class)
                        .or(assignableTo(ThreadLocal.class))
                        .or(assignableTo(Process.class))
                        .or(assignableTo(ProcessHandle.class))
                        .or(assignableTo(Random.class))
                        .or(assignableTo(java.time.Clock.class))
                        .as("are threads, processes, clocks or chance"))
                .because("one event loop runs them, and a simulation must be able to repeat what they did");
    }

    /** The time is an argument. */
    static ArchRule readNoClock() {
        return noClasses()
                .that()
                .resideInAnyPackage(PACKAGES)
                .should()
                .callMethodWhere(new DescribedPredicate<JavaCall<?>>("it reads a clock or throws dice") {
                    @Override
                    public boolean test(JavaCall<?> call) {
                        AccessTarget target = call.getTarget();
                        String owner = target.getOwner().getName();
                        return CLOCKS.contains(owner + "." + target.getName())
                                || (owner.startsWith("java.time.")
                                        && target.getName().equals("now"));
                    }
                })
                .because("the time is an argument");
    }

    /** They lock nothing. */
    static ArchRule haveNoLocks() {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(PACKAGES)
                .should()
                .notHaveModifier(JavaModifier.SYNCHRONIZED)
                .because("the event loop owns them");
    }
}
