package dev.myriapod.client.shipping;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/** Patterns of paths. Immutable. */
final class Patterns {
    private final List<PathMatcher> ofNames = new ArrayList<>();
    private final List<PathMatcher> ofPaths = new ArrayList<>();
    private final List<String> absolute = new ArrayList<>();

    /** Fails with an {@link IllegalArgumentException} if one is no glob. */
    Patterns(List<String> globs) {
        for (String glob : globs) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            if (!glob.contains("/")) {
                ofNames.add(matcher);
            } else {
                ofPaths.add(matcher);
                if (isPath(glob)) {
                    absolute.add(glob);
                }
            }
        }
    }

    /** Nothing in it stands for something else, but for the wildcard of class paths. */
    private static boolean isPath(String glob) {
        String path = glob.endsWith("/*") ? glob.substring(0, glob.length() - 1) : glob;
        return path.startsWith("/") && path.chars().noneMatch(c -> "*?[]{}\\".indexOf(c) >= 0);
    }

    boolean match(Path path) {
        Path name = path.getFileName();
        return (name != null && ofNames.stream().anyMatch(matcher -> matcher.matches(name)))
                || ofPaths.stream().anyMatch(matcher -> matcher.matches(path));
    }

    /** Those that are absolute paths. */
    List<String> absolutePaths() {
        return absolute;
    }
}
