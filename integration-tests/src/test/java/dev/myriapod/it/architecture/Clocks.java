package dev.myriapod.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;

/** Which clock is read: nothing moves because somebody sets the time of day. */
final class Clocks {
    /** Compares the age of a file with a minute, after the process that made it has ended. */
    private static final String OF_DIRECTORIES = "dev.myriapod.agent.directory.RuntimeDirectory";
    /** Keeps the archives that were used last. */
    private static final String OF_ARCHIVES = "dev.myriapod.agent.archive.ArchiveDirectory";
    /** Does not take an old fatal error log for that of its process. */
    private static final String OF_ERROR_LOGS = "dev.myriapod.agent.AgentProcess";
    /** The JDK's {@code awaitUntil} is given a time of day. */
    private static final String OF_CONDITIONS = "dev.myriapod.client.shared.lock.ClientCondition";

    private Clocks() {}

    /** Limits, ages and silences are measured by the clock that only goes forward. */
    static ArchRule wallClockIsForFiles() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(OF_DIRECTORIES)
                .and()
                .doNotHaveFullyQualifiedName(OF_ARCHIVES)
                .and()
                .doNotHaveFullyQualifiedName(OF_ERROR_LOGS)
                .and()
                .doNotHaveFullyQualifiedName(OF_CONDITIONS)
                .should()
                .callCodeUnitWhere(new DescribedPredicate<JavaCall<?>>("it reads the time of day") {
                    @Override
                    public boolean test(JavaCall<?> call) {
                        AccessTarget target = call.getTarget();
                        String owner = target.getOwner().getName();
                        return (owner.startsWith("java.time.")
                                        && target.getName().equals("now"))
                                || (owner.equals("java.lang.System")
                                        && target.getName().equals("currentTimeMillis"))
                                || (owner.equals("java.util.Date")
                                        && target.getName().equals("<init>"));
                    }
                })
                .because("somebody may set it");
    }
}
