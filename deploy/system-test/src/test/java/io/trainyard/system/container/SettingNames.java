package io.trainyard.system.container;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The environment variables that a program's configuration is made of. */
final class SettingNames {
    private SettingNames() {}

    /**
     * The names, such as {@code TRAINYARD_DATABASE_URL}.
     *
     * @param mapping the interface that holds the settings; groups are interfaces within it
     */
    static Set<String> of(Class<?> mapping) {
        Set<String> names = new HashSet<>();
        collect("TRAINYARD", mapping, names);
        return names;
    }

    private static void collect(String prefix, Class<?> group, Set<String> names) {
        for (Method setting : group.getMethods()) {
            String name = prefix + "_" + constantCase(setting.getName());
            if (setting.getReturnType().isMemberClass()) {
                collect(name, setting.getReturnType(), names);
            } else {
                names.add(name);
            }
        }
    }

    private static String constantCase(String name) {
        return name.replaceAll("[A-Z]", "_$0").toUpperCase(Locale.ROOT);
    }
}
