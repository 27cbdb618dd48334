package dev.myriapod.it.shared.conformance;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import junit.framework.AssertionFailedError;
import junit.framework.Test;
import junit.framework.TestCase;
import junit.framework.TestFailure;
import junit.framework.TestResult;
import junit.framework.TestSuite;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** Tests of JUnit 3 as dynamic ones. */
final class Dynamic {
    private Dynamic() {}

    /** {@code after} is done after each test, whatever became of it. */
    static DynamicNode of(Test test, Runnable after) {
        if (test instanceof TestSuite suite) {
            return DynamicContainer.dynamicContainer(
                    Objects.requireNonNull(suite.getName()),
                    Collections.list(suite.tests()).stream().map(inner -> of(inner, after)));
        }
        return DynamicTest.dynamicTest(((TestCase) test).getName(), () -> {
            try {
                run(test);
            } finally {
                after.run();
            }
        });
    }

    private static void run(Test test) throws Throwable {
        TestResult result = new TestResult();
        test.run(result);
        if (result.runCount() != 1) {
            throw new AssertionFailedError("This is " + result.runCount() + " tests, not one: " + test);
        }
        List<TestFailure> failures = Stream.concat(
                        Collections.list(result.failures()).stream(), Collections.list(result.errors()).stream())
                .toList();
        if (!failures.isEmpty()) {
            throw failures.get(0).thrownException();
        }
    }
}
