// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// "Since my last report these variants of these flags were served in my process." Telling it twice changes
/// nothing.
///
/// @param instance random name of the process, 1..256 characters
/// @param flags variants by flag, 1..[#MAX_VARIANTS] for each; the empty name stands for the caller's default.
///     At most [#MAX_FLAGS]
public record FlagUsageReport(String instance, Map<String, Set<String>> flags) {
    /// Most bytes of an encoded report.
    public static final int MAX_BYTES = 1_000_000;

    /// Most flags in a report.
    public static final int MAX_FLAGS = 1_000;

    /// Most variants of a flag in a report.
    public static final int MAX_VARIANTS = 16;

    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value
    public FlagUsageReport {
        flags = copy(flags);
        var rules = new MessageValidator();
        rules.name("instance", instance);
        rules.atMost("flags", flags.size(), "the limit of a report", MAX_FLAGS);
        flags.forEach((flag, variants) -> {
            rules.name("a flag's key", flag);
            rules.atLeast("variants of " + flag, variants.size(), 1);
            rules.atMost("variants of " + flag, variants.size(), "the limit of a report", MAX_VARIANTS);
            variants.stream().filter(name -> !name.isEmpty()).forEach(name -> rules.name("a variant of " + flag, name));
        });
        rules.check();
    }

    /// The reports that tell of some use: as many as it takes. Names that no report can hold are left out, and
    /// variants of a flag beyond the limit.
    public static List<FlagUsageReport> of(String instance, Map<String, Set<String>> use) {
        List<FlagUsageReport> reports = new ArrayList<>();
        Map<String, Set<String>> flags = new LinkedHashMap<>();
        for (Map.Entry<String, Set<String>> used : use.entrySet()) {
            Set<String> variants = tellable(used.getValue());
            if (MessageValidator.isName(used.getKey()) && !variants.isEmpty()) {
                flags.put(used.getKey(), variants);
            }
            if (flags.size() == MAX_FLAGS) {
                reports.add(new FlagUsageReport(instance, flags));
                flags.clear();
            }
        }
        if (!flags.isEmpty()) {
            reports.add(new FlagUsageReport(instance, flags));
        }
        return reports;
    }

    private static Set<String> tellable(Set<String> variants) {
        Set<String> tellable = new TreeSet<>();
        variants.stream()
                .filter(name -> name.isEmpty() || MessageValidator.isName(name))
                .limit(MAX_VARIANTS)
                .forEach(tellable::add);
        return tellable;
    }

    private static Map<String, Set<String>> copy(Map<String, Set<String>> flags) {
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        flags.forEach((flag, variants) -> copy.put(flag, Collections.unmodifiableSet(new TreeSet<>(variants))));
        return Collections.unmodifiableMap(copy);
    }
}
