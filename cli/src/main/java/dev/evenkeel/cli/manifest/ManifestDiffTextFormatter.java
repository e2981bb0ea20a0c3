// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.manifest;

import dev.evenkeel.api.ManifestApi.ApplyManifestsResponse;
import dev.evenkeel.api.ManifestApi.ObjectChange;
import dev.evenkeel.api.ManifestApi.ObjectChange.Action;
import dev.evenkeel.api.ManifestApi.ObjectDrift;
import dev.evenkeel.engine.audit.ValueChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A formatter of manifest differences as text.
final class ManifestDiffTextFormatter {
    private static final int LONGEST = 60;

    private ManifestDiffTextFormatter() {}

    /// Formats one line for each changed object with its differences, and a summary.
    static String format(ApplyManifestsResponse result) {
        List<String> lines = new ArrayList<>();
        for (ObjectChange object : result.objects()) {
            String sign = switch (object.action()) {
                case CREATE -> "+ ";
                case UPDATE -> "~ ";
                case DELETE -> "- ";
                case KEEP -> "? ";
                case NONE -> "";
            };
            if (!sign.isEmpty()) {
                lines.add(sign
                        + formatName(object.kind(), object.environment(), object.name())
                        + (object.note() == null ? "" : "  " + object.note()));
            }
            if (object.action() == Action.UPDATE) {
                object.differences().forEach(one -> lines.add("    " + formatDifference(one)));
            }
        }
        lines.add(sentence(result));
        return String.join(System.lineSeparator(), lines);
    }

    /// Formats the kind and name of an object.
    static String formatName(ObjectDrift object) {
        return formatName(object.kind(), object.environment(), object.name());
    }

    private static String formatName(String kind, String environment, String name) {
        return kind + " " + (environment.isEmpty() ? "" : environment + "/") + name;
    }

    /// Formats a changed value.
    static String formatDifference(ValueChange one) {
        return (one.pointer().isEmpty() ? "" : one.pointer() + ": ") + value(one.before()) + " -> "
                + value(one.after());
    }

    private static String value(@Nullable String json) {
        if (json == null) {
            return "(none)";
        }
        return json.length() <= LONGEST ? json : json.substring(0, LONGEST - 3) + "...";
    }

    private static String sentence(ApplyManifestsResponse result) {
        boolean dryRun = result.dryRun();
        long unchanged = count(result, Action.NONE);
        if (!result.hasChanges()) {
            return "No changes: " + (unchanged == 1 ? "1 object matches" : unchanged + " objects match")
                    + " the files.";
        }
        return (dryRun ? "Plan: " : "Applied: ") + count(result, Action.CREATE)
                + (dryRun ? " to create, " : " created, ") + count(result, Action.UPDATE)
                + (dryRun ? " to update, " : " updated, ") + count(result, Action.DELETE)
                + (dryRun ? " to delete, " : " deleted, ") + unchanged + " unchanged.";
    }

    private static long count(ApplyManifestsResponse result, Action action) {
        return result.objects().stream().filter(one -> one.action() == action).count();
    }
}
