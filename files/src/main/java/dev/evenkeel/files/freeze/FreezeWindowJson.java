// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import dev.evenkeel.engine.gate.FreezeWindow;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A freeze window as JSON and YAML have it; the parts mean what they mean in [FreezeWindowDefinition].
public record FreezeWindowJson(
        String name,
        FreezeWindow.Kind kind,
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
                rule.except().stream().map(Object::toString).toList(),
                sorted(rule.scope().environments()),
                sorted(rule.scope().services()),
                sorted(rule.scope().tiers()),
                sorted(rule.scope().classes()));
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
