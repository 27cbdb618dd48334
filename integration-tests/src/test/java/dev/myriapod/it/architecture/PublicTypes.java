package dev.myriapod.it.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a module shows to others, as a list that is checked in: a new public type is a visible diff. */
final class PublicTypes {
    private PublicTypes() {}

    /** The names of the module's public types; of nested ones only those whose outer types are public as well. */
    static SortedSet<String> of(Module module, JavaClasses types) {
        SortedSet<String> names = new TreeSet<>();
        for (JavaClass type : types) {
            if (module.owns(type) && isVisible(type)) {
                names.add(type.getName());
            }
        }
        return names;
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && type.getEnclosingClass().map(PublicTypes::isVisible).orElse(true);
    }

    /** How the two differ, as sentences. */
    static List<String> compare(SortedSet<String> listed, SortedSet<String> found) {
        List<String> differences = new ArrayList<>();
        found.stream()
                .filter(name -> !listed.contains(name))
                .forEach(name -> differences.add(name + " is public and not in the list"));
        listed.stream()
                .filter(name -> !found.contains(name))
                .forEach(name -> differences.add(name + " is in the list and not public any more, or gone"));
        return differences;
    }
}
