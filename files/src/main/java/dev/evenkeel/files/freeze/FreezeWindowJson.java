// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import dev.evenkeel.engine.gate.FreezeWindow;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON and YAML representation of a freeze window; see [FreezeWindowDefinition] for its fields.
public record FreezeWindowJson(
        String name,
        FreezeWindow.AllowDenyKind kind,
        String reason,
        String start,
        String zone,
        String duration,
        @Nullable String rrule,
        List<String> except,
        List<String> environments,
        List<String> services,
        List<String> tiers,
        List<String> classes) {
    public static FreezeWindowJson of(FreezeWindowDefinition rule) {
        return new FreezeWindowJson(
                rule.name(),
                rule.kind(),
                rule.reason(),
                rule.start().toString(),
                rule.zone().getId(),
                rule.length().toString(),
                rule.rrule(),
                rule.exceptions().stream().map(Object::toString).toList(),
                sorted(rule.scope().environments()),
                sorted(rule.scope().services()),
                sorted(rule.scope().tiers()),
                sorted(rule.scope().classes()));
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
