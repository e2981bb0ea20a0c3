// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jmh;

import java.util.Map;
import java.util.StringJoiner;

/// Generator of flag definitions of any size.
public final class FlagDefinitionGenerator {
    /// A condition on one attribute, then 50% by targeting key.
    static final String RULE = """
            {"if": [{"==": [{"var": "country"}, "CH"]}, {"fractional": [["on", 50], ["off", 50]]}, null]}""";

    private FlagDefinitionGenerator() {}

    /// Returns a definition with the given number of flags with [#RULE], plus the given flags.
    ///
    /// @param targetingByFlag targeting by flag key; `{}` for none
    static String of(int flags, Map<String, String> targetingByFlag) {
        var members = new StringJoiner(",", "{\"flags\": {", "}}");
        for (int i = 0; i < flags; i++) {
            members.add(flag("flag-" + i, RULE));
        }
        targetingByFlag.forEach((key, targeting) -> members.add(flag(key, targeting)));
        return members.toString();
    }

    /// Returns a definition with the given number of flags with [#RULE], plus the flag `probe`, which returns
    /// the same number for every unit.
    public static String withProbe(int flags, int value) {
        String probe = """
                , "probe": {"state": "ENABLED", "variants": {"now": %d}, "defaultVariant": "now"}}}""".formatted(value);
        String others = of(flags, Map.of());
        return others.substring(0, others.length() - 2) + probe;
    }

    private static String flag(String key, String targeting) {
        return """
                "%s": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                  "metadata": {"owner": "payments"}, "targeting": %s}""".formatted(key, targeting);
    }
}
