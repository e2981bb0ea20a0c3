// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.foundation.manifest.AppliedObjectOrigin;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Model of the flag page. Answers: what is enabled, for whom, since when?
///
/// @param revision revision of the environment
/// @param evaluators shared rules of the environment, by name
/// @param text source text of the flag
/// @param service owning service; null if unknown
/// @param history newest first
/// @param permissions permissions of the caller
/// @param origin manifest origin of the flag; null for none
/// @param now time of the data
public record FlagPageModel(
        FlagDetails flag,
        long revision,
        JsonNode evaluators,
        String text,
        @Nullable Service service,
        List<FlagHistoryRow> history,
        FlagPermissions permissions,
        @Nullable AppliedObjectOrigin origin,
        Instant now) {
    private static final int WIDE = 90;
    private static final Pattern INDENT = Pattern.compile("\n( +)");

    /// Permissions of the caller for the flag.
    ///
    /// @param canDisable whether they may disable it
    /// @param canEdit whether they may edit it
    /// @param canEnableAlone whether they may enable it again without approval by others
    public record FlagPermissions(boolean canDisable, boolean canEdit, boolean canEnableAlone) {}

    /// A variant of the flag.
    ///
    /// @param value value as JSON
    /// @param isDefault whether it is served if no rule matches
    record Variant(String name, String value, boolean isDefault) {}

    /// A prerequisite flag, evaluated first.
    record Prerequisite(String flag, String path, String variant, String fallback) {}

    /// A shared rule.
    ///
    /// @param clause rule as text; empty if only JSON can express it
    record TargetingSegment(String name, String clause, String json) {}

    /// Returns the answer in a sentence.
    FlagSummarySentence headline() {
        RunningSplit split = flag.split();
        if (flag.isOff()) {
            return new FlagSummarySentence(
                    StatusBadge.Tone.CAUTION, "Off: every service uses the default of its own code.");
        }
        if (flag.broken()) {
            return new FlagSummarySentence(
                    StatusBadge.Tone.BAD,
                    "Its rule is broken: services get an error and use the default of their own code.");
        }
        return new FlagSummarySentence(
                split == null ? StatusBadge.Tone.CALM : StatusBadge.Tone.ACTIVE,
                "On: " + prerequisiteText() + describeSplit(split));
    }

    private String prerequisiteText() {
        List<String> asked = flag.prerequisites();
        return asked.isEmpty() ? "" : String.join(" and ", asked) + " is asked first; ";
    }

    private String describeSplit(@Nullable RunningSplit split) {
        FlagTargetingDescription rules = rules();
        String everybody = prerequisiteText().isEmpty() ? "everybody " : "everybody else ";
        if (!rules.describeForAll().isEmpty() && (split == null || !rules.fallsThrough())) {
            return everybody + rules.describeForAll() + ".";
        }
        String decide = rules.formatRuleCount() + (rules.sentences().size() == 1 ? " decides" : " decide");
        if (!rules.fallsThrough() || (split == null && rules.endsWithCatchAll())) {
            return decide + ".";
        }
        boolean none = rules.isEmpty();
        String before = none ? "" : decide + " first; ";
        return split == null
                ? before + (none ? everybody : "everybody else ") + "gets " + flag.defaultVariant() + "."
                : before + split.title() + " gives " + SplitBar.of(split).description() + ".";
    }

    /// The answer with its tone.
    record FlagSummarySentence(StatusBadge.Tone tone, String text) {}

    /// Returns its variants, in the order of the definition.
    List<Variant> variants() {
        String usual = flag.flag().path("defaultVariant").asString("");
        return flag.flag()
                .path("variants")
                .propertyStream()
                .map(one -> new Variant(
                        one.getKey(),
                        FlagTargetingDescription.formatJson(one.getValue()),
                        one.getKey().equals(usual)))
                .toList();
    }

    /// Returns the rules that apply now. A scheduled change replaces the targeting from its time on.
    FlagTargetingDescription rules() {
        return flag.rulesAt(now);
    }

    /// Returns the split of the running rollout or experiment, which applies if no rule matches; null for none.
    @Nullable
    SplitBar splitBar() {
        return flag.split() == null ? null : SplitBar.of(flag.split());
    }

    /// Returns its scheduled changes, earliest first.
    List<ScheduledRuleChange> scheduledChanges() {
        return ScheduledRuleChange.of(flag.flag(), now);
    }

    /// Returns its prerequisite flags.
    List<Prerequisite> prerequisites() {
        return flag.flag()
                .path("prerequisites")
                .valueStream()
                .map(one -> {
                    String asked = one.path("flag").asString("?");
                    return new Prerequisite(
                            asked,
                            "/flags/" + PageUrls.encode(flag.environment()) + "/" + PageUrls.encode(asked),
                            one.path("variant").asString("?"),
                            one.path("otherwise").asString(flag.defaultVariant()));
                })
                .toList();
    }

    /// Returns the segments that its rules reference, directly or through other segments.
    List<TargetingSegment> segments() {
        Set<String> names = new LinkedHashSet<>();
        collect(flag.flag().path("targeting"), names);
        collect(flag.flag().path("schedule"), names);
        return names.stream()
                .map(name -> {
                    String clause = ConditionFormatter.format(evaluators.path(name));
                    return new TargetingSegment(
                            name,
                            clause,
                            clause.isEmpty() ? FlagTargetingDescription.formatJson(evaluators.path(name)) : "");
                })
                .toList();
    }

    private void collect(JsonNode rule, Set<String> names) {
        for (JsonNode named : rule.findValues("$ref")) {
            String name = named.asString("");
            if (names.add(name)) {
                collect(evaluators.path(name), names);
            }
        }
    }

    /// Returns its metadata on one line; empty if there is none except the description.
    String metadata() {
        List<String> pairs = flag.flag()
                .path("metadata")
                .propertyStream()
                .filter(one -> !one.getKey().equals("description"))
                .map(one -> one.getKey() + " "
                        + one.getValue().asString(one.getValue().toString()))
                .toList();
        return String.join(" · ", pairs);
    }

    /// Returns the flag's source text for the editor, without indentation; formats a long single line.
    String editorText() {
        if (!text.contains("\n")) {
            return text.length() <= WIDE
                    ? text
                    : FlagJsonMappers.EXACT.readTree(text).toPrettyString();
        }
        Matcher indents = INDENT.matcher(text);
        int least = Integer.MAX_VALUE;
        while (indents.find()) {
            least = Math.min(least, indents.group(1).length());
        }
        return least == Integer.MAX_VALUE || text.matches("(?s).*\n[^ ].*")
                ? text
                : text.replace("\n" + " ".repeat(least), "\n");
    }

    /// Returns the number of lines of the editor.
    int editorLines() {
        return Math.clamp(editorText().lines().count() + 2, 8, 30);
    }

    /// Returns the path of the flag list of the environment.
    String listPath() {
        return "/flags?environment=" + PageUrls.encode(flag.environment());
    }

    /// Returns the path for proposals of edits that need approval.
    String proposalsPath() {
        return "/api/v1/environments/" + PageUrls.encode(flag.environment()) + "/proposals";
    }

    /// Returns the JSON body of the proposal that deletes the flag, without the reason.
    String deletionValues() {
        ObjectNode values = FlagJsonMappers.EXACT.createObjectNode();
        values.putArray("removedFlags").add(flag.key());
        return values.toString();
    }

    /// Returns the path of the revert request.
    String revertPath() {
        return "/api/v1/environments/" + PageUrls.encode(flag.environment()) + "/revert";
    }

    /// Returns the JSON body of the revert request without the reason.
    String revertValues(FlagHistoryRow to) {
        return FlagJsonMappers.EXACT
                .createObjectNode()
                .put("revision", to.change().revision())
                .put("flag", flag.key())
                .toString();
    }

    String title() {
        return "Flag " + flag.key();
    }
}
