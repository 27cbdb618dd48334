package dev.myriapod.benchmarks.workload;

/** Makes a workload ready for its first round. */
@FunctionalInterface
public interface Opening {
    /** Opens it; what of the stage it uses stays the stage's. */
    Workload open(Stage stage) throws Exception;
}
