// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.foundation.manifest.ManifestOrigin;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The page of one flag. Its question: what is on, for whom, since when?
///
/// @param revision of the environment
/// @param evaluators shared rules of the environment by name
/// @param text the flag as it is written
/// @param service whose it is; null when nobody said
/// @param history newest first
/// @param may what the caller may do
/// @param files that it came from; null when it came from none
/// @param now when this was true
public record FlagPageModel(
        FlagDetails flag,
        long revision,
        JsonNode evaluators,
        String text,
        @Nullable Service service,
        List<FlagHistoryRow> history,
        FlagPermissions may,
        @Nullable ManifestOrigin files,
        Instant now) {
    private static final int WIDE = 90;
    private static final Pattern INDENT = Pattern.compile("\n( +)");

    /// What the caller may do with the flag.
    ///
    /// @param stop whether they may switch it off
    /// @param author whether they may edit it
    /// @param restoreAlone whether nobody else has to approve that it is switched on
    public record FlagPermissions(boolean stop, boolean author, boolean restoreAlone) {}

    /// @param value as JSON
    /// @param isDefault whether it is given where no rule decides
    record Variant(String name, String value, boolean isDefault) {}

    /// A flag that is asked first.
    record Prerequisite(String flag, String path, String variant, String otherwise) {}

    /// A shared rule.
    ///
    /// @param clause empty when it has none; then there is JSON
    record Segment(String name, String clause, String json) {}

    /// The answer, in a sentence.
    FlagHeadline lead() {
        RunningSplit split = flag.split();
        if (flag.isOff()) {
            return new FlagHeadline(StatusBadge.Tone.CAUTION, "Off: every service uses the default of its own code.");
        }
        if (flag.broken()) {
            return new FlagHeadline(
                    StatusBadge.Tone.BAD,
                    "Its rule is broken: services get an error and use the default of their own code.");
        }
        return new FlagHeadline(
                split == null ? StatusBadge.Tone.CALM : StatusBadge.Tone.ACTIVE, "On: " + first() + behind(split));
    }

    private String first() {
        List<String> asked = flag.prerequisites();
        return asked.isEmpty() ? "" : String.join(" and ", asked) + " is asked first; ";
    }

    private String behind(@Nullable RunningSplit split) {
        RuleDescription rules = rules();
        String everybody = first().isEmpty() ? "everybody " : "everybody else ";
        if (!rules.forAll().isEmpty() && (split == null || !rules.open())) {
            return everybody + rules.forAll() + ".";
        }
        String decide = rules.count() + (rules.lines().size() == 1 ? " decides" : " decide");
        if (!rules.open() || (split == null && rules.endsForAll())) {
            return decide + ".";
        }
        boolean none = rules.isEmpty();
        String before = none ? "" : decide + " first; ";
        return split == null
                ? before + (none ? everybody : "everybody else ") + "gets " + flag.defaultVariant() + "."
                : before + split.title() + " gives " + SplitBar.of(split).words() + ".";
    }

    /// @param tone what the colour says
    record FlagHeadline(StatusBadge.Tone tone, String words) {}

    /// Its variants, as they are written.
    List<Variant> variants() {
        String usual = flag.flag().path("defaultVariant").asString("");
        return flag.flag()
                .path("variants")
                .propertyStream()
                .map(one -> new Variant(
                        one.getKey(),
                        RuleDescription.json(one.getValue()),
                        one.getKey().equals(usual)))
                .toList();
    }

    /// The rules that are asked now: a scheduled change that has come takes the place of the targeting.
    RuleDescription rules() {
        return flag.rules(now);
    }

    /// What the rollout or experiment splits of those whom no rule decides for; null when nothing runs.
    @Nullable
    SplitBar running() {
        return flag.split() == null ? null : SplitBar.of(flag.split());
    }

    /// Changes that happen by themselves, the earliest first.
    List<ScheduledRuleChange> schedule() {
        return ScheduledRuleChange.of(flag.flag(), now);
    }

    /// Flags that are asked before its own rules.
    List<Prerequisite> prerequisites() {
        return flag.flag()
                .path("prerequisites")
                .valueStream()
                .map(one -> {
                    String asked = one.path("flag").asString("?");
                    return new Prerequisite(
                            asked,
                            "/flags/" + PageUrls.encoded(flag.environment()) + "/" + PageUrls.encoded(asked),
                            one.path("variant").asString("?"),
                            one.path("otherwise").asString(flag.defaultVariant()));
                })
                .toList();
    }

    /// Segments that its rules name, directly or by way of others.
    List<Segment> segments() {
        Set<String> names = new LinkedHashSet<>();
        collect(flag.flag().path("targeting"), names);
        collect(flag.flag().path("schedule"), names);
        return names.stream()
                .map(name -> {
                    String clause = ConditionFormatter.of(evaluators.path(name));
                    return new Segment(
                            name, clause, clause.isEmpty() ? RuleDescription.json(evaluators.path(name)) : "");
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

    /// Metadata in a row; empty when there is none but the description.
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

    /// The flag's text for the editor: as it is written, moved to the left edge; a long single line is laid
    /// out.
    String draft() {
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

    /// How many lines the editor shows.
    int lines() {
        return Math.clamp(draft().lines().count() + 2, 8, 30);
    }

    /// Address of the list of the environment's flags.
    String listPath() {
        return "/flags?environment=" + PageUrls.encoded(flag.environment());
    }

    /// Where edits that need others are sent.
    String proposalsPath() {
        return "/api/v1/environments/" + PageUrls.encoded(flag.environment()) + "/proposals";
    }

    /// What is sent there beside the reason so that the flag goes.
    String removal() {
        ObjectNode values = FlagJsonMappers.EXACT.createObjectNode();
        values.putArray("remove").add(flag.key());
        return values.toString();
    }

    /// Where the wish to go back is sent.
    String revertPath() {
        return "/api/v1/environments/" + PageUrls.encoded(flag.environment()) + "/revert";
    }

    /// What is sent there beside the reason.
    String revertValues(FlagHistoryRow to) {
        return FlagJsonMappers.EXACT
                .createObjectNode()
                .put("to", to.change().revision())
                .put("flag", flag.key())
                .toString();
    }

    String title() {
        return "Flag " + flag.key();
    }
}
