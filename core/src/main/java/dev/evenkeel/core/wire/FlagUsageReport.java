// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A report of the flag variants served in one process since its last report. Idempotent.
///
/// @param instance random name of the process, 1..256 characters
/// @param flags variants by flag, 1..[#MAX_VARIANTS] for each; the empty name represents the caller's
///     default. At most [#MAX_FLAGS]
public record FlagUsageReport(String instance, Map<String, Set<String>> flags) {
    /// Maximum size of an encoded report in bytes.
    public static final int MAX_BYTES = 1_000_000;

    /// Maximum number of flags in a report.
    public static final int MAX_FLAGS = 1_000;

    /// Maximum number of variants of a flag in a report.
    public static final int MAX_VARIANTS = 16;

    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value
    public FlagUsageReport {
        flags = copy(flags);
        var rules = new MessageValidator();
        rules.validateName("instance", instance);
        rules.validateMax("flags", flags.size(), "the limit of a report", MAX_FLAGS);
        flags.forEach((flag, variants) -> {
            rules.validateName("a flag's key", flag);
            rules.validateMin("variants of " + flag, variants.size(), 1);
            rules.validateMax("variants of " + flag, variants.size(), "the limit of a report", MAX_VARIANTS);
            variants.stream()
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> rules.validateName("a variant of " + flag, name));
        });
        rules.throwIfAny();
    }

    /// Creates the reports for some usage, as many as needed. Omits names that are not valid in a report, and
    /// variants of a flag beyond the limit.
    public static List<FlagUsageReport> split(String instance, Map<String, Set<String>> use) {
        List<FlagUsageReport> reports = new ArrayList<>();
        Map<String, Set<String>> flags = new LinkedHashMap<>();
        for (Map.Entry<String, Set<String>> used : use.entrySet()) {
            Set<String> variants = reportable(used.getValue());
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

    private static Set<String> reportable(Set<String> variants) {
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
