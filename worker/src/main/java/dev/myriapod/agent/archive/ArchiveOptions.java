package dev.myriapod.agent.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of a process's JVM options decide whether an archive fits. What is not known here may do anything, such as load an
 * agent, open a port or choose an archive of its own: then Myriapod keeps away.
 */
final class ArchiveOptions {
    /** The JVM compares what they set with the archive, so they are part of the key. */
    private static final Pattern COMPARED = Pattern.compile("-XX:[+-]Use\\w+GC"
            + "|-XX:[+-]Use(CompressedOops|CompressedClassPointers|CompactObjectHeaders)"
            + "|-XX:\\+Unlock(Experimental|Diagnostic)VMOptions"
            + "|-XX:ObjectAlignmentInBytes=\\d+"
            + "|-XX:(Initial|Min|Max)RAMPercentage=[\\d.]+"
            + "|--(add-opens|add-exports|add-reads|enable-native-access)=.+"
            + "|--enable-preview");

    /** Of no meaning to an archive. */
    private static final Pattern INDIFFERENT = Pattern.compile("-D.*|-X(ms|mn|ss)\\w+|-Xlog(:.*)?|-verbose:gc"
            + "|-(ea|da|esa|dsa|enableassertions|disableassertions)(:.*)?"
            + "|-XX:[+-](ExitOnOutOfMemoryError|CrashOnOutOfMemoryError|HeapDumpOnOutOfMemoryError"
            + "|CreateCoredumpOnCrash|UsePerfData|DisplayVMOutputToStderr|AlwaysPreTouch|UseStringDeduplication"
            + "|UseTransparentHugePages|UseNUMA|OmitStackTraceInFastThrow|ShowCodeDetailsInExceptionMessages)"
            + "|-XX:(ErrorFile|HeapDumpPath|OnError|OnOutOfMemoryError|MaxMetaspaceSize|MaxDirectMemorySize"
            + "|ActiveProcessorCount|TieredStopAtLevel|ReservedCodeCacheSize|MaxGCPauseMillis|ParallelGCThreads"
            + "|ConcGCThreads|SoftMaxHeapSize|NewSize|MaxNewSize|NewRatio|SurvivorRatio|ThreadStackSize)=.*");

    /** Properties that change which classes there are. */
    private static final Pattern CLASS_LOADING =
            Pattern.compile("-D(java\\.system\\.class\\.loader|jdk\\.module\\.).*");

    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d{1,12})([kmgt]?)");
    /** From here on the JVM addresses objects by 64 bits, and archives made for smaller heaps do not fit. */
    private static final long LARGE_HEAP = 32L << 30;

    private ArchiveOptions() {}

    /** Those of the key, in their order; empty if a process with these options must not be given an archive. */
    static Optional<List<String>> compared(List<String> options) {
        List<String> compared = new ArrayList<>();
        for (String option : options) {
            if (COMPARED.matcher(option).matches()) {
                compared.add(option);
            } else if (CLASS_LOADING.matcher(option).matches()
                    || !(INDIFFERENT.matcher(option).matches() || isSmallHeap(option))) {
                return Optional.empty();
            }
        }
        return Optional.of(compared);
    }

    private static boolean isSmallHeap(String option) {
        Matcher heap = HEAP.matcher(option.toLowerCase(Locale.ROOT).replace("-xmx", "-Xmx"));
        return heap.matches() && Long.parseLong(heap.group(1)) < LARGE_HEAP >> shift(heap.group(2));
    }

    private static int shift(String unit) {
        return unit.isEmpty() ? 0 : 10 * ("kmgt".indexOf(unit) + 1);
    }
}
