// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What config/licences.txt allows.
final class LicenceList {
    private static final Pattern NAMED = Pattern.compile("(.+?) for (\\S+:\\S+) (.+)");

    private final Set<String> forAll = new HashSet<>();
    private final Set<List<String>> forOne = new HashSet<>();

    /// @param lines of the file
    /// @throws IllegalArgumentException when an exception has no reason
    LicenceList(List<String> lines) {
        lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(this::add);
    }

    private void add(String line) {
        Matcher named = NAMED.matcher(line);
        if (named.matches()) {
            forOne.add(List.of(named.group(1), named.group(2)));
        } else if (line.contains(" for ")) {
            throw new IllegalArgumentException("needs a component and a reason: " + line);
        } else {
            forAll.add(line);
        }
    }

    /// Whether a component may be given to others.
    boolean allows(LicensedComponent component) {
        return component.licences().stream()
                .anyMatch(licence -> forAll.contains(licence) || forOne.contains(List.of(licence, component.name())));
    }
}
