package dev.myriapod.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small rooms with telling names. */
final class Shape {
    private static final int MOST_CLASSES = 12;
    private static final int MOST_PARAMETERS = 5;
    private static final Pattern CAMEL_HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[_$]");
    private static final Set<String> EMPTY_WORDS = Set.of(
            "util",
            "utils",
            "utility",
            "utilities",
            "common",
            "commons",
            "helper",
            "helpers",
            "manager",
            "managers",
            "base",
            "misc");

    private Shape() {}

    /** A package, by the names of its top-level classes. */
    private record Room(String name, List<String> classes) {}

    /** No package sees another that sees it, however long the way. */
    static ArchRule noCycles() {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return SliceIdentifier.of(type.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles();
    }

    /** A package fits into one's head. */
    static ArchRule smallPackages() {
        return all(new AbstractClassesTransformer<Room>("packages") {
                    @Override
                    public Iterable<Room> doTransform(JavaClasses types) {
                        return types.stream()
                                .filter(type -> type.isTopLevelClass()
                                        && !type.getSimpleName().equals("package-info"))
                                .collect(Collectors.groupingBy(
                                        JavaClass::getPackageName,
                                        TreeMap::new,
                                        Collectors.mapping(JavaClass::getSimpleName, Collectors.toList())))
                                .entrySet()
                                .stream()
                                .map(room -> new Room(
                                        room.getKey(),
                                        room.getValue().stream().sorted().toList()))
                                .toList();
                    }
                })
                .should(Conditions.none(
                        "have at most " + MOST_CLASSES + " top-level classes",
                        room -> room.classes().size() <= MOST_CLASSES
                                ? Stream.empty()
                                : Stream.of(
                                        room.name() + " has " + room.classes().size() + ": " + room.classes())))
                .because("what belongs together should be seen together: move a group of them to a package of its own");
    }

    /** Names say what a thing is for. */
    static ArchRule tellingNames() {
        return classes()
                .should(Conditions.none(
                        "have telling names",
                        type -> Stream.concat(
                                        Stream.of(type.getPackageName().split("\\.")),
                                        Stream.of(CAMEL_HUMP.split(type.getSimpleName())))
                                .filter(word -> EMPTY_WORDS.contains(word.toLowerCase(java.util.Locale.ROOT)))
                                .map(word -> type.getName() + " has the word " + word + " in its name")))
                .because("such a name fits everything, and soon everything is put there");
    }

    /** Nobody can read a call with more arguments. */
    static ArchRule fewParameters() {
        return classes()
                .that()
                .areNotRecords()
                .and()
                .areNotAnonymousClasses()
                .and()
                .areNotLocalClasses()
                .should(Conditions.none(
                        "have at most " + MOST_PARAMETERS + " constructor parameters",
                        type -> type.getConstructors().stream()
                                .filter(constructor -> parameters(constructor) > MOST_PARAMETERS)
                                .map(constructor -> constructor.getFullName() + " has " + parameters(constructor))))
                .because("a class that is told so much does too much; what belongs together can be a record");
    }

    /** Those in the source: the compiler adds an enum's name and ordinal and an inner class's outer object. */
    private static int parameters(JavaConstructor constructor) {
        JavaClass type = constructor.getOwner();
        boolean inner =
                type.isInnerClass() && !type.isEnum() && !type.getModifiers().contains(JavaModifier.STATIC);
        int added = type.isEnum() ? 2 : inner ? 1 : 0;
        return constructor.getRawParameterTypes().size() - added;
    }
}
